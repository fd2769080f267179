import { instalmentsFrom } from './ask.ts'
import { lateInterest } from './late.ts'
import type { LoanPosition } from './position.ts'
import type { LoanTerms } from './terms.ts'

/** What is due at `now`, late interest included: what `collect` may take. Base units. */
export function dueNow(terms: LoanTerms, position: LoanPosition, now: number): bigint {
  let due = lateInterest(terms, position, now)
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.dueAt > now) break
    due += ask.interestUnpaid + ask.principalUnpaid
  }
  return due
}

/** `dueNow` and the unpaid parts of the instalment whose period is running: what a repayment may take. Base units. */
export function repayable(terms: LoanTerms, position: LoanPosition, now: number): bigint {
  let due = lateInterest(terms, position, now)
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.startsAt > now) break
    due += ask.interestUnpaid + ask.principalUnpaid
  }
  return due
}
