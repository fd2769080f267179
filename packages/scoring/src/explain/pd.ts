import type { HazardShare } from '../files/model.ts'
import { exp, log } from '../model/exponential.ts'

/** Fewer defaults of a term tell too little of when loans of that term fail. */
export const LEAST_DEFAULTS = 50
export const DAYS_PER_MONTH = 365.25 / 12

/** Four decimals: the figure goes into a file that must read the same everywhere. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000

/**
 * How much of its hazard a loan has behind it after 12 months, by term: `ln(1 - F(12)) / ln(1 - F(all))`, F the share of
 * the training loans of that term that had defaulted by then. Loans are taken to share the timing and to differ in
 * level alone (proportional hazards). Terms with fewer than 50 dated defaults are left to their neighbours.
 */
export function hazardShares(
  term: ArrayLike<number>,
  outcome: ArrayLike<number>,
  issuedOn: ArrayLike<number>,
  defaultedOn: ArrayLike<number>,
): HazardShare[] {
  const byTerm = new Map<number, { rows: number; dated: number; first12: number }>()
  for (let row = 0; row < term.length; row++) {
    const months = term[row] as number
    if (Number.isNaN(months) || months <= 12) continue
    const days = (defaultedOn[row] as number) - (issuedOn[row] as number)
    const dated = outcome[row] === 1 && !Number.isNaN(days)
    // A default without a date tells nothing of the timing; leaving the loan out bends F less than guessing.
    if (outcome[row] === 1 && !dated) continue
    const sums = byTerm.get(months) ?? { rows: 0, dated: 0, first12: 0 }
    sums.rows++
    if (dated) sums.dated++
    if (dated && days <= 12 * DAYS_PER_MONTH) sums.first12++
    byTerm.set(months, sums)
  }
  return [...byTerm]
    .filter(([, { dated, rows }]) => dated >= LEAST_DEFAULTS && dated < rows)
    .map(([months, { rows, dated, first12 }]) => ({
      term: months,
      first12: rounded(log(1 - first12 / rows) / log(1 - dated / rows)),
    }))
    .toSorted((a, b) => a.term - b.term)
}

/**
 * The share of a term's hazard that falls into the first 12 months: as measured, between two measured terms in
 * proportion, beyond the last in inverse proportion to the term. A term of a year or less has all of it. Where nothing
 * was measured the hazard is even: 12 / term. An unknown term counts as the shortest measured one.
 */
export function first12Share(shares: readonly HazardShare[], term: number): number {
  if (Number.isNaN(term)) return shares[0]?.first12 ?? 1
  if (term <= 12) return 1
  if (shares.length === 0) return 12 / term
  const known = [{ term: 12, first12: 1 }, ...shares]
  const above = known.find((share) => share.term >= term)
  const last = known.at(-1) as HazardShare
  if (!above) return (last.first12 * last.term) / term
  const below = known[known.indexOf(above) - 1] as HazardShare
  const part = (term - below.term) / (above.term - below.term)
  return below.first12 + (above.first12 - below.first12) * part
}

/** PD over 12 months of a PD over life: `1 - (1 - PD)^share`. Both from 0 to 1; the same bits on every platform. */
export function pdOver12Months(pdLifetime: number, share: number): number {
  if (pdLifetime >= 1) return share > 0 ? 1 : 0
  return 1 - exp(share * log(1 - pdLifetime))
}
