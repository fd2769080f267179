import { instalmentsFrom, interestUnpaidAt } from './ask.ts'
import { lateInterest } from './late.ts'
import { type LoanPosition, requireStatus } from './position.ts'
import { type SettledInstalment, type Settlement, settledAt } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/** What closes an active loan at `now`, base units: late interest, interest due and accrued, all principal. */
export function payoff(terms: LoanTerms, position: LoanPosition, now: number): bigint {
  if (position.outstandingPrincipal === 0n) return 0n
  return (
    lateInterest(terms, position, now) +
    interestUnpaidAt(terms, position, now) +
    position.outstandingPrincipal
  )
}

/** The amount does not cover the payoff. */
export class PayoffNotCovered extends RangeError {
  override readonly name = 'PayoffNotCovered'
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
 * @throws PayoffNotCovered when `amount` is less; LoanNotInStatus unless active.
 */
export function settlePayoff(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  amount: bigint,
): Settlement {
  requireStatus(position, 'active')
  const owed = payoff(terms, position, now)
  if (amount < owed) throw new PayoffNotCovered(amount, owed)
  const settled: SettledInstalment[] = []
  let accrualStart = position.accrualStart
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.startsAt > now) break
    settled.push(settledAt(terms, ask, now))
    accrualStart = ask.dueAt
  }
  return {
    position: {
      ...position,
      status: 'repaid',
      outstandingPrincipal: 0n,
      nextInstalment: position.nextInstalment + settled.length,
      interestPaid: 0n,
      principalPaid: 0n,
      accrualStart,
      lateInterestOwed: 0n,
      lateAccruedUntil: now,
    },
    allocation: {
      lateInterest: lateInterest(terms, position, now),
      interest: interestUnpaidAt(terms, position, now),
      principal: position.outstandingPrincipal,
    },
    settled,
    closed: true,
  }
}
