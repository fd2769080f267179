import { formatUnits } from '@hurong/finance'
import type { CashFlow, Page } from '@hurong/sdk/api'
import { and, asc, desc, eq, lt } from 'drizzle-orm'
import type { Address } from 'viem'
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

/**
 * All cash flows of an address, oldest first, as lines of CSV for a spreadsheet: amounts in whole units of their currency, exact, where
 * the deployment tells its decimals; in base units, without a symbol, where it does not. No field can hold a comma or a quote.
 */
export const cashFlowsCsv = async ({ database, deployment }: ReadAt, address: string): Promise<string> => {
  const currencies = new Map(deployment.currencies.map((currency) => [currency.address, currency]))
  const rows = await database
    .select()
    .from(cashFlows)
    .where(eq(cashFlows.holder, address))
    .orderBy(asc(cashFlows.id))
  const lines = rows.map((row) => {
    const { decimals = 0, symbol = '' } = currencies.get(row.currency as Address) ?? {}
    return [
      new Date(row.at * 1000).toISOString(),
      row.kind,
      formatUnits(row.amount, decimals),
      symbol.replaceAll(/[^\p{L}\p{N}]/gu, ''),
      row.currency,
      row.loanNumber,
      row.transaction,
    ].join(',')
  })
  return `${['time,kind,amount,symbol,currency,loan,transaction', ...lines].join('\r\n')}\r\n`
}
