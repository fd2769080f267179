import { DAY } from '../loans/calendar.ts'

/** Cash at a time (seconds UTC), base units: negative is paid, positive is received. */
export type CashFlow = { readonly at: number; readonly amount: bigint }

// Rates are looked for in x = ln(1 + r), from -50 to 50: beyond that no reader has a use for the figure.
const REACH = 50
const STEP = 0.05

/**
 * The yearly rate `r` with `Σ amount × (1 + r)^(−days/365) = 0`, days counted from the first flow; 0.1 = 10 %.
 * A rate for reading: no money is computed from it. Null where none exists: no flow of one of the two signs, or all on
 * one day, or none in reach. Where several solve it, the one nearest to 0 %.
 */
export function xirr(cashFlows: readonly CashFlow[]): number | null {
  const worth = presentWorth(cashFlows)
  if (worth === null) return null
  if (worth(0) === 0) return 0
  // Outward from 0 % on both sides, so that what is found first is nearest to it; one step may find a rate on either side.
  for (let step = 0; step * STEP < REACH; step++) {
    const rates = [1, -1].flatMap((side) => {
      const inner = side * step * STEP
      const outer = side * (step + 1) * STEP
      const crosses = Math.sign(worth(inner)) !== Math.sign(worth(outer))
      return crosses ? [Math.expm1(bisect(worth, inner, outer))] : []
    })
    const [nearest] = rates.toSorted((a, b) => Math.abs(a) - Math.abs(b))
    if (nearest !== undefined) return nearest
  }
  return null
}

/** Sign-true worth of the flows at x = ln(1 + r), scaled to stay finite; null where no rate can exist. */
function presentWorth(cashFlows: readonly CashFlow[]): ((x: number) => number) | null {
  const days = cashFlows.map(({ at }) => Math.floor(at / DAY))
  // Not by the arguments of one call: a stack holds fewer than an old portfolio has flows.
  const first = days.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const last = days.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const hasBoth = cashFlows.some(({ amount }) => amount > 0n) && cashFlows.some(({ amount }) => amount < 0n)
  if (!hasBoth || first === last) return null
  const terms = cashFlows.map(({ amount }, i) => ({
    amount: Number(amount),
    years: ((days[i] ?? first) - first) / 365,
  }))
  const whole = (last - first) / 365
  return (x) => {
    // Below 0 % the factors would grow without bound; worth at the last day instead of the first has the same sign.
    const shift = x < 0 ? whole : 0
    return terms.reduce((sum, { amount, years }) => sum + amount * Math.exp(x * (shift - years)), 0)
  }
}

function bisect(worth: (x: number) => number, a: number, b: number): number {
  let [low, high] = a < b ? [a, b] : [b, a]
  const signLow = Math.sign(worth(low))
  if (signLow === 0) return low
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (Math.sign(worth(middle)) === signLow) low = middle
    else high = middle
  }
  return (low + high) / 2
}
