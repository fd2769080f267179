import { claimableOf, divDown } from '@hurong/finance'
import { and, desc, eq } from 'drizzle-orm'
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

/** All of a holder's holdings, newest loan first. */
export const loadHoldings = async ({ database }: ReadAt, holder: string): Promise<HeldLoan[]> => {
  const rows = await database
    .select({ loan: loans, of: series, holding: holdings })
    .from(holdings)
    .innerJoin(series, eq(series.seriesId, holdings.seriesId))
    .innerJoin(loans, eq(loans.loanId, holdings.seriesId))
    .where(and(eq(holdings.holder, holder)))
    .orderBy(desc(loans.number))
  return rows.map(({ loan, of, holding }) => heldLoan(loan, of, holding))
}
