import { defaultableFrom } from '../loans/default.ts'
import { graceEnd, oldestUnpaid } from '../loans/late.ts'
import type { LoanPosition } from '../loans/position.ts'
import type { LoanTerms } from '../loans/terms.ts'
import type { Random } from './random.ts'

/** When the next thing happens to a loan, and whether it is a default. */
export type NextTime = { readonly at: number; readonly defaults: boolean }

/**
 * A time not before `now` at which something turns: around due dates, the end of grace and the first moment default is
 * allowed, or anywhere in a period.
 */
export function nextTime(terms: LoanTerms, position: LoanPosition, now: number, random: Random): NextTime {
  const oldest = oldestUnpaid(terms, position)
  if (position.status !== 'active' || !oldest) {
    return { at: now + random.pick([0, 1, random.number(0, 200 * 86_400)]), defaults: false }
  }
  const period = oldest.dueAt - oldest.startsAt
  const grace = graceEnd(terms, oldest.dueAt)
  const at = random.pick([
    oldest.startsAt,
    oldest.dueAt - 1,
    oldest.dueAt,
    oldest.dueAt + 1,
    grace,
    grace + 1,
    grace + random.number(0, 3_000_000),
    oldest.startsAt + random.number(0, period),
    oldest.startsAt + random.number(0, period),
    now,
    now + random.number(0, period * 2),
  ])
  const from = defaultableFrom(terms, position) ?? Number.POSITIVE_INFINITY
  if (random.number(0, 11) === 0) {
    return { at: Math.max(now, from + random.pick([0, 0, random.number(0, 1_000_000)])), defaults: true }
  }
  return { at: Math.max(now, at), defaults: false }
}
