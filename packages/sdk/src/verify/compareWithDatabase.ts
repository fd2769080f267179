import type { TimedLog } from '../events/index.ts'
import { loanNumberOf, loanReference } from '../notes/index.ts'
import type { Books, LoanBook } from './books.ts'
import { type Difference, differences } from './difference.ts'
import type { Query } from './openRows.ts'
import { replayEvents } from './replayEvents.ts'

/** Columns with the same names as the rows have, so that one list serves both sides. */
const loanFigures = (loan: LoanBook): Record<string, unknown> => {
  const { position, terms, received, instalments } = loan
  return {
    status: loan.status,
    borrower_id: loan.borrowerId,
    product_id: loan.productId,
    wallet: loan.wallet,
    auto_repay: loan.autoRepay,
    terms_hash: loan.termsHash,
    principal: terms.principal,
    annual_rate: terms.annualRate,
    late_rate: terms.lateRate,
    method: terms.method,
    unit: terms.unit,
    interval: terms.interval,
    count: terms.count,
    fee: loan.fee,
    on_time: instalments.onTime,
    late_1_to_30: instalments.late1To30,
    late_31_to_60: instalments.late31To60,
    late_61_to_90: instalments.late61To90,
    late_91_plus: instalments.late91Plus,
    ...(position === undefined
      ? {}
      : {
          outstanding_principal: position.outstandingPrincipal,
          drawn_at: position.drawnAt,
          late_interest_owed: position.lateInterestOwed,
          late_accrued_until: position.lateAccruedUntil,
          interest_owed: position.interestOwed,
          instalment: position.instalment,
          next_instalment: position.nextInstalment,
        }),
    recovered: loan.recovered,
    // The rows keep what came in after default apart.
    'received and recovered': received.lateInterest + received.interest + received.principal,
  }
}

const big = (value: unknown): bigint => BigInt(String(value ?? 0))

const compareLoans = async (query: Query, books: Books): Promise<[number, Difference[]]> => {
  const rows = new Map((await query('select * from loans')).map((row) => [String(row.loan_id), row]))
  const found = [...books.loans.values()].flatMap((loan) => {
    const where = `database, loan ${loanReference(loanNumberOf(loan.loanId))}`
    const row = rows.get(String(loan.loanId))
    if (row === undefined) return [{ where, what: 'row', expected: 'there', found: 'missing' }]
    const sum =
      big(row.received_late_interest) +
      big(row.received_interest) +
      big(row.received_principal) +
      big(row.recovered)
    return differences(where, loanFigures(loan), { ...row, 'received and recovered': sum })
  })
  return [
    rows.size,
    [...found, ...differences('database', { loans: books.loans.size }, { loans: rows.size })],
  ]
}

const compareSeries = async (query: Query, books: Books): Promise<[number, Difference[]]> => {
  const rows = new Map((await query('select * from series')).map((row) => [String(row.series_id), row]))
  const found = [...books.series.values()].flatMap(({ id, supply, released, paidIn, claimed }) =>
    differences(
      `database, series ${id}`,
      { supply, released, paid_in: paidIn, claimed },
      { ...rows.get(String(id)) },
    ),
  )
  return [
    rows.size,
    [...found, ...differences('database', { series: books.series.size }, { series: rows.size })],
  ]
}

const compareHoldings = async (query: Query, books: Books): Promise<[number, Difference[]]> => {
  const all = await query('select * from holdings')
  const rows = new Map(all.map((row) => [`${row.series_id} ${row.holder}`, row]))
  const found = [...books.series.values()].flatMap(({ id, holders }) =>
    [...holders].flatMap(([account, { holding, claimed }]) =>
      differences(
        `database, series ${id} holder ${account}`,
        {
          balance: holding.balance,
          paid_in_seen: holding.paidInSeen,
          remainder: holding.remainder,
          claimed,
        },
        { ...rows.get(`${id} ${account}`) },
      ),
    ),
  )
  return [rows.size, found]
}

const compareHeld = async (query: Query, books: Books): Promise<[number, Difference[]]> => {
  const all = await query('select * from held_cash')
  const rows = new Map(all.map((row) => [`${row.currency} ${row.account}`, row.amount]))
  const found = [...books.held].flatMap(([currency, accounts]) =>
    [...accounts].flatMap(([account, held]) =>
      differences(
        `database, currency ${currency}`,
        { [`held for ${account}`]: held },
        { [`held for ${account}`]: rows.get(`${currency} ${account}`) ?? 0 },
      ),
    ),
  )
  return [rows.size, found]
}

/**
 * Compares the read model's tables with what the events say up to the block the tables are at.
 * @throws Error if the rows are of another chain or nothing was indexed yet.
 */
export const compareWithDatabase = async (
  query: Query,
  events: readonly TimedLog[],
  chainId: number,
): Promise<{
  readonly block: number
  readonly checks: number
  readonly differences: readonly Difference[]
}> => {
  const [checkpoint] = await query('select chain_id, block from checkpoint')
  if (checkpoint === undefined) throw new Error('The database holds no chain yet.')
  if (Number(checkpoint.chain_id) !== chainId)
    throw new Error(`The database is of chain ${checkpoint.chain_id}, and this is chain ${chainId}.`)
  const block = Number(checkpoint.block)
  const books = replayEvents(events.filter(({ blockNumber }) => blockNumber <= BigInt(block)))
  let checks = 0
  const found: Difference[] = []
  for (const compare of [compareLoans, compareSeries, compareHoldings, compareHeld]) {
    const [rows, differing] = await compare(query, books)
    checks += rows
    found.push(...differing)
  }
  return { block, checks, differences: found }
}
