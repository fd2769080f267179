import type { PeriodUnit } from './terms.ts'

/** Seconds of a day. */
export const DAY = 86_400

/**
 * `at` (seconds since 1970, UTC) moved by whole calendar months: same day and time of day, the day clamped to the
 * month's last.
 */
export function addMonths(at: number, months: number): number {
  const from = new Date(at * 1000)
  const year = from.getUTCFullYear()
  const month = from.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const midnight = Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)) / 1000
  return midnight + (at % DAY)
}

/**
 * The moment instalment `k` is due, seconds UTC; `k = 0` gives `drawnAt`.
 * Months are always counted from the draw date, never from the last due date, or 31 January would end up on the 28th
 * for ever.
 */
export function dueAt(drawnAt: number, unit: PeriodUnit, interval: number, k: number): number {
  if (unit === 'month') return addMonths(drawnAt, k * interval)
  return drawnAt + k * interval * (unit === 'week' ? 7 * DAY : DAY)
}
