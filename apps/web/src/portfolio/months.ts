import type { Figures } from './figures.ts'

/** One month of the calendar as it is drawn, base units. */
export interface Month {
  /** First second of the month, UTC. */
  readonly at: number
  readonly key: string
  readonly receivedPrincipal: bigint
  readonly receivedInterest: bigint
  readonly expectedPrincipal: bigint
  readonly expectedInterest: bigint
  readonly total: bigint
}

/** First second of a `YYYY-MM`, UTC. */
const startOf = (month: string): number => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return Date.UTC(year, number - 1, 1) / 1000
}

const indexOf = (at: number): number => {
  const date = new Date(at * 1000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** Whole calendar months from `from` to `to`; 0 within the same month. */
export const monthsBetween = (from: number, to: number): number => indexOf(to) - indexOf(from)

/**
 * The months to draw: at most `past` before the present one and `future` after it, with those between in which nothing
 * moves, so that time runs evenly.
 */
export function monthsShown(
  calendar: Figures['calendar'],
  now: number,
  past: number,
  future: number,
): readonly Month[] {
  const known = new Map(calendar.map((entry) => [entry.month, entry]))
  const keys = [...known.keys()].sort()
  const [first] = keys
  const last = keys.at(-1)
  if (first === undefined || last === undefined) return []
  const present = indexOf(now)
  const from = Math.max(indexOf(startOf(first)), present - past)
  const to = Math.min(Math.max(indexOf(startOf(last)), present), present + future)
  const months: Month[] = []
  for (let index = from; index <= to; index++) {
    const key = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
    const entry = known.get(key)
    const month = {
      receivedPrincipal: BigInt(entry?.receivedPrincipal ?? 0),
      receivedInterest: BigInt(entry?.receivedInterest ?? 0),
      expectedPrincipal: BigInt(entry?.expectedPrincipal ?? 0),
      expectedInterest: BigInt(entry?.expectedInterest ?? 0),
    }
    const total = Object.values(month).reduce((sum, units) => sum + units, 0n)
    months.push({ key, at: startOf(key), total, ...month })
  }
  return months
}
