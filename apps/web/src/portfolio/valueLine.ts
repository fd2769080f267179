import type { CashFlow } from '@hurong/sdk/api'
import { type Figures, worthOf } from './figures.ts'
import { monthsShown } from './months.ts'

/** What all was worth at the end of a month, base units. */
export interface ValuePoint {
  /** First second of the month, UTC. */
  readonly at: number
  readonly key: string
  /** Put in up to then, less what was taken back within the reflection period or went to others with its notes. */
  readonly putIn: bigint
  /** Principal still out, at its full amount, and all cash that came in up to then, claimed or not. */
  readonly value: bigint
}

/** How value has moved. */
export interface ValueLine {
  readonly points: readonly ValuePoint[]
  /** Worth today with what is in default at nothing, and everything taken out; where the line ends. */
  readonly today: bigint
}

const monthOf = (at: number) => new Date(at * 1000).toISOString().slice(0, 7)

/** Longer than any history: every month is drawn. */
const everyMonth = 12_000

/**
 * The value of a portfolio month by month. Principal that comes back changes its place, not the sum, so that principal out
 * and cash received together are what was put in and the interest received; what is lost shows at the end, where it is known.
 * @param flows All cash flows of the currency, in any order; money that goes out is negative.
 */
export function valueLineOf(flows: readonly CashFlow[], figures: Figures, now: number): ValueLine {
  const put = new Map<string, bigint>()
  for (const { at, kind, amount } of flows)
    if (kind !== 'claim') put.set(monthOf(at), (put.get(monthOf(at)) ?? 0n) - BigInt(amount))
  const nothing = {
    receivedPrincipal: '0',
    receivedInterest: '0',
    expectedPrincipal: '0',
    expectedInterest: '0',
  }
  const known = new Set(figures.calendar.map(({ month }) => month))
  const silent = [...put.keys()].filter((month) => !known.has(month)).map((month) => ({ month, ...nothing }))
  const months = monthsShown([...figures.calendar, ...silent], now, everyMonth, 0)
  const { total } = worthOf(figures)
  let putIn = 0n
  let interest = 0n
  const points = months.map(({ at, key, receivedInterest }) => {
    putIn += put.get(key) ?? 0n
    interest += receivedInterest
    return { at, key, putIn, value: putIn + interest }
  })
  return { points, today: total + BigInt(figures.claimed) }
}
