import { instalmentsFrom, interestUnpaidAt } from './ask.ts'
import { lateInterest } from './late.ts'
import { type LoanPosition, requireStatus } from './position.ts'
import {
  type Allocation,
  NOTHING_TAKEN,
  type SettledInstalment,
  type Settlement,
  settledAt,
  takenOf,
} from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/** What closes an active loan at `now`, split, base units: late interest, interest due and accrued, all principal. */
export function payoffAllocation(terms: LoanTerms, position: LoanPosition, now: number): Allocation {
  if (position.outstandingPrincipal === 0n) return NOTHING_TAKEN
  return {
    lateInterest: lateInterest(terms, position, now),
    interest: interestUnpaidAt(terms, position, now),
    principal: position.outstandingPrincipal,
  }
}

/** What closes an active loan at `now`, base units. */
export const payoff = (terms: LoanTerms, position: LoanPosition, now: number): bigint =>
  takenOf(payoffAllocation(terms, position, now))

/** The amount does not cover the payoff. */
export class AmountBelowPayoff extends RangeError {
  override readonly name = 'AmountBelowPayoff'
  readonly amount: bigint
  readonly payoff: bigint
  constructor(amount: bigint, payoff: bigint) {
    super(`The amount is ${amount}; paying off needs ${payoff}.`)
    this.amount = amount
    this.payoff = payoff
  }
}

/**
 * Closes the loan at `now` for exactly its payoff, whatever `amount` is above it. Instalments due and the one whose
 * period is running are settled; the later ones cease to exist.
 * @throws AmountBelowPayoff when `amount` is less; LoanNotInStatus unless active.
 */
export function settlePayoff(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  amount: bigint,
): Settlement {
  requireStatus(position, 'active')
  const allocation = payoffAllocation(terms, position, now)
  const owed = takenOf(allocation)
  if (amount < owed) throw new AmountBelowPayoff(amount, owed)
  const settled: SettledInstalment[] = []
  let { nextInstalment, accrualStart } = position
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.startsAt > now) break
    settled.push(...settledAt(terms, ask, now))
    nextInstalment = ask.index + 1
    accrualStart = ask.dueAt
  }
  return {
    position: {
      ...position,
      status: 'repaid',
      outstandingPrincipal: 0n,
      nextInstalment,
      interestPaid: 0n,
      principalPaid: 0n,
      accrualStart,
      lateInterestOwed: 0n,
      lateAccruedUntil: now,
    },
    allocation,
    settled,
    closed: true,
  }
}
