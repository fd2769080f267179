import type { ChainEvent, Page } from '@hurong/sdk/api'
import { and, desc, eq, inArray, lt, ne } from 'drizzle-orm'
import { isAddress } from 'viem'
import { chainEvents, wallets } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'

export interface EventQuery {
  readonly loanNumber?: number | undefined
  /** Names of events, comma-separated. */
  readonly type?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

type Data = Readonly<Record<string, string>>

/** Finds the participants behind wallets that events name; a wallet that was taken away belonged to them. */
const peopleIn = async ({ database }: ReadAt, events: readonly Data[]) => {
  const addresses = new Set(events.flatMap((data) => Object.values(data).filter((value) => isAddress(value))))
  const rows = await database
    .select()
    .from(wallets)
    .where(inArray(wallets.wallet, [...addresses]))
  const people = new Map(rows.map(({ wallet, participantId }) => [wallet, participantId]))
  return (data: Data): Record<string, number> => {
    const named: Record<string, number> = {}
    for (const value of Object.values(data)) {
      const participantId = people.get(value)
      if (participantId) named[value] = participantId
    }
    return named
  }
}

/** A freeze flags every holding of somebody: among as many lines as they hold nothing else would be found, that they were frozen included. */
const notAskedFor = ne(chainEvents.type, 'HoldingFlagged')

/** What happened, newest first. */
export const listEvents = async (read: ReadAt, query: EventQuery): Promise<Page<ChainEvent>> => {
  const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, ['number'])
  const ofAnything = query.loanNumber === undefined && query.type === undefined
  const rows = await read.database
    .select()
    .from(chainEvents)
    .where(
      and(
        ofAnything ? notAskedFor : undefined,
        query.loanNumber === undefined ? undefined : eq(chainEvents.loanNumber, query.loanNumber),
        query.type === undefined ? undefined : inArray(chainEvents.type, query.type.split(',')),
        after === undefined ? undefined : lt(chainEvents.id, Number(after)),
      ),
    )
    .orderBy(desc(chainEvents.id))
    .limit(query.limit + 1)
  const peopleOf = await peopleIn(
    read,
    rows.map(({ data }) => data),
  )
  return pageOf(
    rows,
    query.limit,
    ({ id, contract: _, transaction, ...event }) => ({
      id: `${event.block}-${event.logIndex}`,
      transaction,
      ...event,
      people: peopleOf(event.data),
    }),
    ({ id }) => [id],
  )
}
