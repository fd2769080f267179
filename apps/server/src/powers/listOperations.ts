import { DAY } from '@hurong/finance'
import type { Operation, Page } from '@hurong/sdk/api'
import { contractAt, functionNameOf } from '@hurong/sdk/powers'
import { desc, lt } from 'drizzle-orm'
import type { Hex } from 'viem'
import { operations } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'

type Row = typeof operations.$inferSelect

/** How long an act may be done once it is ready: `expiration` of the AccessManager, a constant of its code. */
const expiration = 7 * DAY

const statusAt = ({ status, readyAt }: Row, now: number): Operation['status'] => {
  if (status !== 'scheduled') return status
  if (now < readyAt) return 'waiting'
  return now < readyAt + expiration ? 'ready' : 'expired'
}

/** Acts that were announced, the latest first. */
export const listOperations = async (
  { database, deployment, now }: ReadAt,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<Operation>> => {
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, ['number'])
  const rows = await database
    .select()
    .from(operations)
    .where(after === undefined ? undefined : lt(operations.scheduledBy, Number(after)))
    .orderBy(desc(operations.scheduledBy))
    .limit(limit + 1)
  const page = pageOf(
    rows,
    limit,
    (row): Operation => {
      const contract = contractAt(deployment, row.target)
      const selector = row.data.slice(0, 10) as Hex
      const { operationId, nonce, caller, target, data, scheduledAt, readyAt, endedAt } = row
      return {
        operationId,
        nonce,
        status: statusAt(row, now),
        caller,
        target,
        contract: contract ?? null,
        function: (contract && functionNameOf(contract, selector)) ?? null,
        data,
        scheduledAt,
        readyAt,
        expiresAt: readyAt + expiration,
        endedAt,
      }
    },
    ({ scheduledBy }) => [scheduledBy],
  )
  return cursor === undefined ? { ...page, total: await database.$count(operations) } : page
}
