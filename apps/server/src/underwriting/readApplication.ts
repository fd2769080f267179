import { readApplicationTypedData } from '@hurong/sdk'
import type { ApplicationAnswer } from '@hurong/sdk/api'
import type { Hex } from 'viem'
import type { ReadAt } from '../http/context.ts'
import { answerOf, findApplication, requireKeys, unsealed } from './application.ts'
import { lapseWaiting } from './lapse.ts'
import { checkDeadline, requireSigned } from './signatures.ts'

/** An application, for whoever made it: the same wallet signs again. @throws ApiProblem */
export const readApplication = async (
  read: ReadAt,
  applicationId: string,
  { signature, deadline }: { signature: string; deadline: number },
): Promise<ApplicationAnswer> => {
  const keys = requireKeys(read)
  checkDeadline(deadline, read.now)
  await lapseWaiting(read)
  const row = await findApplication(read, applicationId)
  const typed = readApplicationTypedData(read, { applicationId: applicationId as Hex, deadline })
  await requireSigned(read, row.wallet, typed, signature)
  return answerOf(read, row, unsealed(keys, row))
}
