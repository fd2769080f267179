import {
  type LoanTerms,
  lateRateOf,
  METHODS,
  type PeriodUnit,
  PRINCIPAL_MAX,
  TERM_MAX,
  UNITS,
} from '../loans/terms.ts'
import type { Random } from './random.ts'

const utc = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number =>
  Date.UTC(year, month - 1, day, hour, minute, second) / 1000

/** Draw dates where calendars go wrong: month ends, leap days, a century without one, the last second of a year. */
export const DRAW_DATES: readonly number[] = [
  0,
  utc(2023, 1, 31, 10, 30, 7),
  utc(2024, 1, 31, 23, 59, 59),
  utc(2024, 2, 29),
  utc(2024, 2, 29, 12),
  utc(2025, 2, 28, 23, 59, 59),
  utc(2025, 12, 31, 23, 59, 59),
  utc(2026, 1, 1),
  utc(2026, 3, 30, 6),
  utc(2026, 5, 31, 1, 2, 3),
  utc(2026, 8, 29, 18),
  utc(2027, 10, 31),
  utc(2070, 3, 31, 4),
  utc(2096, 2, 29, 5, 6, 7),
  utc(2099, 11, 30, 8),
  utc(2100, 1, 31, 9),
  utc(2100, 2, 28, 9),
]

export const anyDrawDate = (random: Random): number =>
  random.number(0, 2) === 0 ? random.pick(DRAW_DATES) : random.number(utc(2020, 1, 1), utc(2060, 12, 31))

/** Rates in millionths: 0, 36 % and 100 % among them. */
export const anyRate = (random: Random): bigint =>
  random.pick([
    0n,
    1n,
    10_000n,
    120_000n,
    125_300n,
    360_000n,
    1_000_000n,
    BigInt(random.number(1, 1_000_000)),
  ])

/** Principals from one unit to the greatest, in the magnitudes of currencies with 2, 6 and 18 decimals. */
export const anyPrincipal = (random: Random): bigint =>
  random.pick([
    1n,
    2n,
    random.amount(1n, 1_000n),
    1_000_000n,
    random.amount(100_00n, 5_000_000_00n),
    random.amount(100_000_000n, 500_000_000_000n),
    random.amount(10n ** 20n, 10n ** 24n),
    random.amount(1n, PRINCIPAL_MAX),
    PRINCIPAL_MAX,
  ])

export const anyUnit = (random: Random): PeriodUnit => random.pick(UNITS)

/** Interval and count within the longest term. */
export function anyPeriods(
  random: Random,
  unit: PeriodUnit,
  countMax: number,
): { interval: number; count: number } {
  const interval = random.pick([1, 1, 1, 2, 3, random.number(1, 360)])
  const most = Math.min(countMax, Math.floor(TERM_MAX[unit] / interval))
  const count = random.pick([1, 2, 3, 12, 36, most, random.number(1, most)])
  return { interval, count: Math.min(count, most) }
}

/** Terms of any kind the contract accepts, at most `countMax` instalments. */
export function anyTerms(random: Random, countMax = 360): LoanTerms {
  const method = random.pick(METHODS)
  const unit = anyUnit(random)
  const { interval, count } = anyPeriods(random, unit, method === 'bullet' ? 1 : countMax)
  const annualRate = anyRate(random)
  const lateRate = random.pick([annualRate, 180_000n, 240_000n, 1_000_000n])
  const noStart = method === 'interestOnly' || method === 'bullet' || random.number(0, 2) > 0
  return {
    principal: anyPrincipal(random),
    annualRate,
    lateRate: lateRateOf(lateRate, annualRate),
    method,
    unit,
    interval,
    count,
    interestOnlyCount: noStart ? 0 : random.number(0, count - 1),
    graceDays: random.pick([0, 3, 5, 15]),
    defaultDays: random.pick([30, 60, 90]),
    writeOffDays: random.pick([0, 90, 180]),
    originationFee: random.pick([0n, 5_000n, 30_000n]),
  }
}
