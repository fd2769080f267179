import { divDown, least } from '@hurong/finance'
import type { LoanStatus, LoanSummary } from '@hurong/sdk/api'

type Candidate = Pick<LoanSummary, 'number' | 'status' | 'nextDueAt' | 'instalmentsSettled'> & {
  readonly terms: Pick<LoanSummary['terms'], 'count'>
}

/** Whole instalments that can be collected from what a borrower has and permitted; 0 of a loan without one. */
export const coveredBy = (balance: bigint, allowance: bigint, instalment: bigint): number =>
  instalment <= 0n ? 0 : Number(least(divDown(least(balance, allowance), instalment), 1_000n))

/** Whether every instalment is the same, month by month, so that one amount tells what falls due. */
export const isEven = ({ method, unit, interestOnlyCount }: LoanSummary['terms']): boolean =>
  method === 'equalInstalment' && unit === 'month' && interestOnlyCount === 0

/** So many instalments may still be paid before a loan runs late, for a visitor to see it in a few minutes. */
const soon = 3

/** Where time stands still: best is what has gone all the way. */
const furthest: readonly LoanStatus[] = ['defaulted', 'writtenOff', 'recovered', 'late', 'repaid', 'active']

/** How good a loan is to follow, best is 0. */
function rankOf({ status, instalmentsSettled, terms }: Candidate, covered: number | undefined): number {
  if (status === 'active' && covered !== undefined && covered < terms.count - instalmentsSettled) {
    // The fewest it still pays first; one that pays nothing more shows less.
    if (covered > 0 && covered <= soon) return covered
    if (covered === 0 && instalmentsSettled > 0) return soon + 1
  }
  if (status === 'late') return soon + 2
  return status === 'active' ? soon + 3 : soon + 4
}

/**
 * Numbers of the loans to follow through the tour, best first.
 * @param covered Instalments each borrower can still pay, by number, where time can be moved; undefined where it can't.
 */
export function rankedFor(
  loans: readonly Candidate[],
  covered: ReadonlyMap<number, number> | undefined,
): readonly number[] {
  const rank = (loan: Candidate) => {
    if (covered) return rankOf(loan, covered.get(loan.number))
    const at = furthest.indexOf(loan.status)
    return at < 0 ? furthest.length : at
  }
  const due = ({ nextDueAt }: Candidate) => nextDueAt ?? Number.MAX_SAFE_INTEGER
  return loans
    .toSorted((a, b) => rank(a) - rank(b) || due(a) - due(b) || b.number - a.number)
    .map(({ number }) => number)
}

/** The next of the ranked after the one followed now; the first if that is not among them. */
export const nextOf = (ranked: readonly number[], now: number | undefined): number | undefined =>
  ranked[now === undefined ? 0 : (ranked.indexOf(now) + 1) % Math.max(1, ranked.length)]
