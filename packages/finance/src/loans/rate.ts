import { type PeriodUnit, RATE_SCALE } from './terms.ts'

/** A rate as a fraction, kept undivided so that nothing is rounded before the amount is known. */
export type PeriodRate = { readonly numerator: bigint; readonly denominator: bigint }

/** Interest of one whole period per unit of balance: a month is a twelfth of a year, weeks and days count over 365. */
export function periodRate(annualRate: bigint, unit: PeriodUnit, interval: number): PeriodRate {
  if (unit === 'month') return { numerator: annualRate * BigInt(interval), denominator: 12n * RATE_SCALE }
  const days = BigInt(unit === 'week' ? interval * 7 : interval)
  return { numerator: annualRate * days, denominator: 365n * RATE_SCALE }
}
