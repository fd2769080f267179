import { claimableOf, divDown } from '@hurong/finance'
import { and, count, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import { holdings, loans, series } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import type { LoanRow } from '../loans/position.ts'

type Series = typeof series.$inferSelect
type HoldingRow = typeof holdings.$inferSelect

/** One holding with its loan and what of its cash is the holder's; base units, each rounded down. */
export interface HeldLoan {
  readonly loan: LoanRow
  readonly series: Series
  readonly holding: HoldingRow
  readonly claimable: bigint
  readonly principal: bigint
  readonly interest: bigint
  readonly lateInterest: bigint
  readonly recovered: bigint
  /** Share of the principal outstanding; while the raise runs, all of the notes. */
  readonly outstanding: bigint
}

const shareOf = (
  holding: HoldingRow,
  accrued: bigint,
  whole: bigint,
  seen: bigint,
  supply: bigint,
): bigint => (supply === 0n ? 0n : divDown(accrued + holding.balance * (whole - seen), supply))

const isRaising = (loan: LoanRow): boolean => loan.status === 'funding' || loan.status === 'funded'

export const heldLoan = (loan: LoanRow, of: Series, holding: HoldingRow): HeldLoan => {
  const { supply } = of
  const share = (accrued: bigint, whole: bigint, seen: bigint) =>
    shareOf(holding, accrued, whole, seen, supply)
  return {
    loan,
    series: of,
    holding,
    claimable: supply === 0n ? 0n : claimableOf(holding, of.paidIn, supply),
    principal: share(holding.principalAccrued, of.paidInPrincipal, holding.principalSeen),
    interest: share(holding.interestAccrued, of.paidInInterest, holding.interestSeen),
    lateInterest: share(holding.lateInterestAccrued, of.paidInLateInterest, holding.lateInterestSeen),
    recovered: share(holding.recoveryAccrued, of.paidInRecovery, holding.recoverySeen),
    outstanding:
      supply === 0n || isRaising(loan) ? 0n : divDown(holding.balance * loan.outstandingPrincipal, supply),
  }
}

/** Whether a whole unit of a currency is the holder's to claim: `claimableOf` is above 0, asked of the database. */
export const isClaimable = (currency: string): SQL | undefined =>
  and(
    eq(series.currency, currency),
    gt(series.supply, 0n),
    sql`${holdings.remainder} + ${holdings.balance} * (${series.paidIn} - ${holdings.paidInSeen}) >= ${series.supply}`,
  )

/** A holder's holdings, newest loan first: all of them, or so many of those that `where` leaves. */
export const loadHoldings = async (
  { database }: ReadAt,
  holder: string,
  { where, limit }: { where?: SQL | undefined; limit?: number } = {},
): Promise<HeldLoan[]> => {
  const query = database
    .select({ loan: loans, of: series, holding: holdings })
    .from(holdings)
    .innerJoin(series, eq(series.seriesId, holdings.seriesId))
    .innerJoin(loans, eq(loans.loanId, holdings.seriesId))
    .where(and(eq(holdings.holder, holder), where))
    .orderBy(desc(loans.number))
  const rows = await (limit === undefined ? query : query.limit(limit))
  return rows.map(({ loan, of, holding }) => heldLoan(loan, of, holding))
}

/** How many holdings a holder has, of those that `where` leaves. */
export const countHoldings = async (
  { database }: ReadAt,
  holder: string,
  where: SQL | undefined,
): Promise<number> => {
  const [row] = await database
    .select({ count: count() })
    .from(holdings)
    .innerJoin(series, eq(series.seriesId, holdings.seriesId))
    .innerJoin(loans, eq(loans.loanId, holdings.seriesId))
    .where(and(eq(holdings.holder, holder), where))
  return row?.count ?? 0
}
