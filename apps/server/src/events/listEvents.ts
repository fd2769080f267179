import type { ChainEvent, Page } from '@hurong/sdk/api'
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import { chainEvents } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'

export interface EventQuery {
  readonly loanNumber?: number | undefined
  /** Names of events, comma-separated. */
  readonly type?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What happened, newest first. */
export const listEvents = async ({ database }: ReadAt, query: EventQuery): Promise<Page<ChainEvent>> => {
  const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, ['number'])
  const rows = await database
    .select()
    .from(chainEvents)
    .where(
      and(
        query.loanNumber === undefined ? undefined : eq(chainEvents.loanNumber, query.loanNumber),
        query.type === undefined ? undefined : inArray(chainEvents.type, query.type.split(',')),
        after === undefined ? undefined : lt(chainEvents.id, Number(after)),
      ),
    )
    .orderBy(desc(chainEvents.id))
    .limit(query.limit + 1)
  return pageOf(
    rows,
    query.limit,
    ({ id, contract: _, transaction, ...event }) => ({
      id: `${event.block}-${event.logIndex}`,
      transaction,
      ...event,
    }),
    ({ id }) => [id],
  )
}
