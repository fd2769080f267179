import { asksNothing, type InstalmentAsk, instalmentsFrom } from './ask.ts'
import { DAY } from './calendar.ts'
import { lateInterestUp } from './interest.ts'
import type { LoanPosition } from './position.ts'
import type { LoanTerms } from './terms.ts'

/** When an instalment due at `dueAt` stops being on time and begins to carry late interest; seconds UTC. */
export const graceEnd = (terms: Pick<LoanTerms, 'graceDays'>, dueAt: number): number =>
  dueAt + terms.graceDays * DAY

/** Whole days from `dueAt` to `now`, 0 before. */
export const daysAfter = (dueAt: number, now: number): number =>
  now > dueAt ? Math.floor((now - dueAt) / DAY) : 0

/** Oldest instalment with something unpaid; one that asks for nothing is never late. Null when nothing is outstanding. */
export function oldestUnpaid(terms: LoanTerms, position: LoanPosition): InstalmentAsk | null {
  for (const ask of instalmentsFrom(terms, position)) if (!asksNothing(ask)) return ask
  return null
}

/** Whole days since the oldest unpaid due date, 0 when nothing is past due. */
export function daysPastDue(terms: LoanTerms, position: LoanPosition, now: number): number {
  const oldest = oldestUnpaid(terms, position)
  return oldest ? daysAfter(oldest.dueAt, now) : 0
}

/** Whether the loan is past due and past its days of grace. */
export function isLate(terms: LoanTerms, position: LoanPosition, now: number): boolean {
  const oldest = oldestUnpaid(terms, position)
  return oldest !== null && now > graceEnd(terms, oldest.dueAt)
}

/** Late interest owed at `now`, base units, rounded up: on unpaid principal of each instalment past its grace. */
export function lateInterest(terms: LoanTerms, position: LoanPosition, now: number): bigint {
  let principalSeconds = 0n
  for (const ask of instalmentsFrom(terms, position)) {
    const lateFrom = graceEnd(terms, ask.dueAt)
    if (lateFrom >= now) break
    const from = Math.max(lateFrom, position.lateAccruedUntil)
    if (now > from) principalSeconds += ask.principalUnpaid * BigInt(now - from)
  }
  return position.lateInterestOwed + lateInterestUp(principalSeconds, terms.lateRate)
}
