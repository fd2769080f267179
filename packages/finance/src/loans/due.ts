import { type InstalmentAsk, instalmentsFrom } from './ask.ts'
import { lateInterest } from './late.ts'
import { payoffAllocation } from './payoff.ts'
import type { LoanPosition } from './position.ts'
import { type Allocation, takenOf } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

function unpaidOf(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  reaches: (ask: InstalmentAsk) => boolean,
): Allocation {
  let interest = 0n
  let principal = 0n
  for (const ask of instalmentsFrom(terms, position)) {
    if (!reaches(ask)) break
    interest += ask.interestUnpaid
    principal += ask.principalUnpaid
  }
  return { lateInterest: lateInterest(terms, position, now), interest, principal }
}

/** What is due at `now`, split, base units: late interest and the unpaid parts of every instalment due. */
export const dueNowAllocation = (terms: LoanTerms, position: LoanPosition, now: number): Allocation =>
  unpaidOf(terms, position, now, (ask) => ask.dueAt <= now)

/** What is due at `now`, base units: what `collect` may take. */
export const dueNow = (terms: LoanTerms, position: LoanPosition, now: number): bigint =>
  takenOf(dueNowAllocation(terms, position, now))

/** The unpaid parts of every instalment whose period has begun by `now`, and late interest. */
const begunAllocation = (terms: LoanTerms, position: LoanPosition, now: number): Allocation =>
  unpaidOf(terms, position, now, (ask) => ask.startsAt <= now)

/** Whether a repayment of `amount` at `now` reaches the payoff before it has paid all that is due and running. */
export function reachesPayoff(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  amount: bigint,
): boolean {
  const owed = takenOf(payoffAllocation(terms, position, now))
  return amount >= owed && takenOf(begunAllocation(terms, position, now)) >= owed
}

/**
 * What a repayment at `now` takes at most, split, base units: what is due and the unpaid parts of the instalment whose
 * period is running, but never more than the payoff.
 */
export function repayableAllocation(terms: LoanTerms, position: LoanPosition, now: number): Allocation {
  const owed = payoffAllocation(terms, position, now)
  const begun = begunAllocation(terms, position, now)
  return takenOf(begun) >= takenOf(owed) ? owed : begun
}

/** What a repayment at `now` takes at most, base units. */
export const repayable = (terms: LoanTerms, position: LoanPosition, now: number): bigint =>
  takenOf(repayableAllocation(terms, position, now))
