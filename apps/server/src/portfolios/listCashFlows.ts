import type { CashFlow, Page } from '@hurong/sdk/api'
import { and, asc, desc, eq, lt } from 'drizzle-orm'
import { cashFlows } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { decodeCursor, pageOf } from '../http/cursor.ts'

type Row = typeof cashFlows.$inferSelect

const body = ({ at, kind, amount, currency, loanNumber, transaction }: Row): CashFlow => ({
  at,
  kind,
  amount: amount.toString(),
  currency,
  loanNumber,
  transaction,
})

/** A page of an address's cash flows, newest first. */
export const listCashFlows = async (
  { database }: ReadAt,
  address: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<CashFlow>> => {
  const [after] = cursor === undefined ? [] : decodeCursor(cursor, ['number'])
  const rows = await database
    .select()
    .from(cashFlows)
    .where(
      and(eq(cashFlows.holder, address), after === undefined ? undefined : lt(cashFlows.id, Number(after))),
    )
    .orderBy(desc(cashFlows.id))
    .limit(limit + 1)
  return pageOf(rows, limit, body, ({ id }) => [id])
}

/** All cash flows of an address, oldest first, as lines of CSV. No field can hold a comma or a quote. */
export const cashFlowsCsv = async ({ database }: ReadAt, address: string): Promise<string> => {
  const rows = await database
    .select()
    .from(cashFlows)
    .where(eq(cashFlows.holder, address))
    .orderBy(asc(cashFlows.id))
  const lines = rows.map((row) =>
    [
      new Date(row.at * 1000).toISOString(),
      row.kind,
      row.amount,
      row.currency,
      row.loanNumber,
      row.transaction,
    ].join(','),
  )
  return `${['time,kind,amount,currency,loan,transaction', ...lines].join('\r\n')}\r\n`
}
