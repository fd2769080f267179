import { type InstalmentAsk, interestUnpaidAt } from './ask.ts'
import { DAY } from './calendar.ts'
import { lateInterest, oldestUnpaid } from './late.ts'
import { type LoanPosition, requireStatus } from './position.ts'
import type { LoanTerms } from './terms.ts'

/** It is too early for what time alone allows. Both are seconds UTC. */
export class TooEarly extends RangeError {
  override readonly name = 'TooEarly'
  readonly now: number
  readonly allowedFrom: number
  constructor(now: number, allowedFrom: number) {
    super(`It is ${now}; this is allowed from ${allowedFrom} on.`)
    this.now = now
    this.allowedFrom = allowedFrom
  }
}

/** From when anyone may declare default: the oldest unpaid due date and the product's default days. Null when none is due to come. */
export function defaultableFrom(terms: LoanTerms, position: LoanPosition): number | null {
  if (position.status !== 'active') return null
  const oldest = oldestUnpaid(terms, position)
  return oldest ? defaultableAfter(terms, oldest) : null
}

const defaultableAfter = (terms: LoanTerms, { dueAt }: InstalmentAsk): number =>
  dueAt + terms.defaultDays * DAY

/**
 * Declares default at `now`: all principal falls due, interest due and accrued is fixed, late interest runs on all.
 * @throws TooEarly before `defaultableFrom`; LoanNotInStatus unless active.
 */
export function declareDefault(terms: LoanTerms, position: LoanPosition, now: number): LoanPosition {
  requireStatus(position, 'active')
  const oldest = oldestUnpaid(terms, position)
  const from = oldest ? defaultableAfter(terms, oldest) : Number.MAX_SAFE_INTEGER
  if (oldest === null || now < from) throw new TooEarly(now, from)
  return {
    ...position,
    status: 'defaulted',
    // Days past due go on from the instalment they were counted from, not from one that asked for nothing.
    nextInstalment: oldest.index,
    accrualStart: oldest.accrualStart,
    interestPaid: 0n,
    interestOwed: interestUnpaidAt(terms, position, now),
    lateInterestOwed: lateInterest(terms, position, now),
    lateAccruedUntil: now,
    defaultedAt: now,
  }
}
