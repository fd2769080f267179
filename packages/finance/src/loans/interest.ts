import { divUp } from '../money/divide.ts'
import { DAY } from './calendar.ts'
import type { PeriodRate } from './rate.ts'
import { RATE_SCALE } from './terms.ts'

/** Interest of a whole period on `balance` base units, rounded up: the borrower pays it. */
export const periodInterestUp = (balance: bigint, rate: PeriodRate): bigint =>
  divUp(balance * rate.numerator, rate.denominator)

/**
 * Interest of the part `from`..`to` of a period of `length` seconds, linear to the second and rounded up.
 * 0 when `to <= from`; over the whole period it equals `periodInterestUp`.
 */
export function partialInterestUp(
  balance: bigint,
  rate: PeriodRate,
  from: number,
  to: number,
  length: number,
): bigint {
  if (to <= from) return 0n
  return divUp(balance * rate.numerator * BigInt(to - from), rate.denominator * BigInt(length))
}

/** Denominator of late interest: a year of 365 days in seconds, times the scale of rates. */
const LATE_YEAR = 365n * BigInt(DAY) * RATE_SCALE

/** Late interest on `principalSeconds` (principal × seconds overdue, summed) at `lateRate`, rounded up. */
export const lateInterestUp = (principalSeconds: bigint, lateRate: bigint): bigint =>
  divUp(principalSeconds * lateRate, LATE_YEAR)
