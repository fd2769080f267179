import { parseLoanReference } from '@hurong/sdk'
import type { Page, SearchHit } from '@hurong/sdk/api'
import { and, eq, isNull } from 'drizzle-orm'
import { chainEvents, holdings, loans, participants, wallets } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'

const hit = (
  kind: SearchHit['kind'],
  key: string,
  number: number | null,
  participantId: number | null,
): SearchHit => ({
  kind,
  key,
  number,
  participantId,
})

const byNumber = async ({ database }: ReadAt, number: number): Promise<SearchHit[]> => {
  const [loan] = await database.select().from(loans).where(eq(loans.number, number)).limit(1)
  const [participant] = await database
    .select()
    .from(participants)
    .where(eq(participants.participantId, number))
  return [
    ...(loan ? [hit('loan', String(number), number, loan.borrowerId)] : []),
    ...(participant ? [hit('participant', String(number), null, number)] : []),
  ]
}

const byAddress = async ({ database }: ReadAt, address: string): Promise<SearchHit[]> => {
  const [wallet] = await database
    .select()
    .from(wallets)
    .where(and(eq(wallets.wallet, address), isNull(wallets.removedAt)))
  const [held] = await database.select().from(holdings).where(eq(holdings.holder, address)).limit(1)
  const participantId = wallet?.participantId ?? null
  return [
    ...(wallet || held ? [hit('wallet', address, null, participantId)] : []),
    ...(participantId === null ? [] : [hit('participant', String(participantId), null, participantId)]),
  ]
}

/** Finds a loan, participant, series, transaction or wallet by what somebody typed. */
export const search = async (read: ReadAt, text: string): Promise<Page<SearchHit>> => {
  const query = text.trim().toLowerCase()
  const number = parseLoanReference(query) ?? Number(/^p-?(\d{1,9})$/.exec(query)?.[1] ?? 0)
  let items: SearchHit[] = []
  if (number > 0) items = await byNumber(read, number)
  else if (/^0x[0-9a-f]{40}$/.test(query)) items = await byAddress(read, query)
  else if (/^0x[0-9a-f]{64}$/.test(query)) {
    const [event] = await read.database
      .select()
      .from(chainEvents)
      .where(eq(chainEvents.transaction, query))
      .limit(1)
    if (event) items = [hit('transaction', query, event.loanNumber, event.participantId)]
  }
  if (items.length === 0 && /^(\d{20,78}|0x[0-9a-f]{60,64})$/.test(query)) {
    const [loan] = await read.database
      .select()
      .from(loans)
      .where(eq(loans.loanId, BigInt(query)))
      .limit(1)
    if (loan) items = [hit('series', loan.loanId.toString(), loan.number, loan.borrowerId)]
  }
  return { items, nextCursor: null, total: items.length }
}
