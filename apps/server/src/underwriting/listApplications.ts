import { readApplicationsTypedData } from '@hurong/sdk'
import type { ApplicationAnswer, Page } from '@hurong/sdk/api'
import { desc, eq } from 'drizzle-orm'
import { applications } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { answerOf, requireKeys, unsealed } from './application.ts'
import { lapseWaiting } from './lapse.ts'
import { checkDeadline, requireSigned } from './signatures.ts'

/** More than anybody reads at once. */
const most = 50

/** What became of a wallet's applications, newest first; for the wallet itself, which signs to see it. @throws ApiProblem */
export const listApplications = async (
  read: ReadAt,
  { account, signature, deadline }: { account: string; signature: string; deadline: number },
): Promise<Page<ApplicationAnswer>> => {
  const keys = requireKeys(read)
  checkDeadline(deadline, read.now)
  await requireSigned(read, account, readApplicationsTypedData(read, { deadline }), signature)
  await lapseWaiting(read)
  const own = eq(applications.wallet, account)
  const rows = await read.database
    .select()
    .from(applications)
    .where(own)
    .orderBy(desc(applications.appliedAt), desc(applications.applicationId))
    .limit(most)
  const items = rows.map((row) => answerOf(read, row, unsealed(keys, row)))
  return { items, nextCursor: null, total: await read.database.$count(applications, own) }
}
