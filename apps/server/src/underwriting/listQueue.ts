import { readQueueTypedData } from '@hurong/sdk'
import type { Page, QueuedApplication } from '@hurong/sdk/api'
import { asc, eq } from 'drizzle-orm'
import { applications } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { type ApplicationRow, requireKeys, signersNeeded, unsealed } from './application.ts'
import { lapseWaiting } from './lapse.ts'
import type { UnderwritingKeys } from './service.ts'
import { checkDeadline, requireSigned, requireUnderwriter } from './signatures.ts'

const queuedOf = async (
  read: ReadAt,
  keys: UnderwritingKeys,
  row: ApplicationRow,
): Promise<QueuedApplication[]> => {
  const { assessment, signatures, reasons, waiting, asked } = unsealed(keys, row)
  if (waiting === null) return []
  const { fields, missing, why } = waiting
  const { productId, count, method } = asked
  return [
    {
      applicationId: row.applicationId,
      appliedAt: row.appliedAt,
      lapsesAt: row.appliedAt + read.underwriting.policy.wait,
      participantId: row.participantId,
      productId,
      count,
      method,
      why,
      missing: [...missing],
      assessment,
      reasons: [...reasons],
      fields: Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value])),
      approvedBy: signatures.map(({ signer }) => signer.toLowerCase()),
      needed: await signersNeeded(read, assessment),
    },
  ]
}

/** What waits for a person, oldest first; for an underwriter who signs to see it. @throws ApiProblem */
export const listQueue = async (
  read: ReadAt,
  { account, signature, deadline }: { account: string; signature: string; deadline: number },
): Promise<Page<QueuedApplication>> => {
  const keys = requireKeys(read)
  checkDeadline(deadline, read.now)
  await requireSigned(read, account, readQueueTypedData(read, { deadline }), signature)
  await requireUnderwriter(read, account)
  await lapseWaiting(read)
  const rows = await read.database
    .select()
    .from(applications)
    .where(eq(applications.status, 'queued'))
    .orderBy(asc(applications.appliedAt), asc(applications.applicationId))
  const items = (await Promise.all(rows.map((row) => queuedOf(read, keys, row)))).flat()
  return { items, nextCursor: null, total: items.length }
}
