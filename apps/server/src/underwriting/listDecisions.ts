import type { CreditDecision, Page } from '@hurong/sdk/api'
import { desc, lt } from 'drizzle-orm'
import { creditDecisions } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'

/** The decision log, newest line first. */
export const listDecisions = async (
  { database }: ReadAt,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<CreditDecision>> => {
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, ['number'])
  const rows = await database
    .select()
    .from(creditDecisions)
    .where(after === undefined ? undefined : lt(creditDecisions.index, Number(after)))
    .orderBy(desc(creditDecisions.index))
    .limit(limit + 1)
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    ({ index }) => [index],
  )
  return cursor === undefined ? { ...page, total: await database.$count(creditDecisions) } : page
}
