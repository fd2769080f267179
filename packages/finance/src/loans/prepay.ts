import { lessOrNone } from '../money/money.ts'
import { allocate } from './allocate.ts'
import { accruedInterest, accruedUnpaid, instalmentsFrom } from './ask.ts'
import { dueNow } from './due.ts'
import { instalmentOf } from './instalment.ts'
import { payoff, settlePayoff } from './payoff.ts'
import { type LoanPosition, requireStatus } from './position.ts'
import { requirePositive, type Settlement } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/** What the borrower wants of a prepayment: the loan ends earlier, or each instalment gets smaller. */
export type PrepaymentChoice = 'shorterTerm' | 'smallerInstalment'

/** The amount does not reach beyond what is due and accrued, so no principal would be prepaid. */
export class PrepaymentTooSmall extends RangeError {
  override readonly name = 'PrepaymentTooSmall'
  readonly amount: bigint
  /** What is due and accrued; a prepayment must be more than this. */
  readonly owedFirst: bigint
  constructor(amount: bigint, owedFirst: bigint) {
    super(
      `The amount is ${amount}; ${owedFirst} is due and accrued, and a prepayment must be more than that.`,
    )
    this.amount = amount
    this.owedFirst = owedFirst
  }
}

/** What a prepayment at `now` pays before any principal ahead of schedule: all that is due and the interest accrued. */
export function owedBeforePrepaying(terms: LoanTerms, position: LoanPosition, now: number): bigint {
  let owed = dueNow(terms, position, now)
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.startsAt > now) break
    if (ask.dueAt > now) owed += accruedUnpaid(terms, ask, now)
  }
  return owed
}

/**
 * Prepays principal at `now`, interest to the second. An amount that covers the payoff closes the loan for exactly it.
 * @throws PrepaymentTooSmall when nothing would be left for principal; AmountNotPositive; LoanNotInStatus.
 */
export function prepay(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  amount: bigint,
  choice: PrepaymentChoice,
): Settlement {
  requireStatus(position, 'active')
  requirePositive(amount)
  if (amount >= payoff(terms, position, now)) return settlePayoff(terms, position, now, amount)
  const owedFirst = owedBeforePrepaying(terms, position, now)
  if (amount <= owedFirst) throw new PrepaymentTooSmall(amount, owedFirst)

  const due = allocate(terms, position, now, dueNow(terms, position, now), (ask) => ask.dueAt <= now)
  const running = instalmentsFrom(terms, due.position).next().value
  if (!running) throw new PrepaymentTooSmall(amount, owedFirst)
  const accrued = accruedInterest(terms, running, now)
  const principal = amount - owedFirst
  const outstandingPrincipal = due.position.outstandingPrincipal - principal
  const k = due.position.nextInstalment
  return {
    position: {
      ...due.position,
      outstandingPrincipal,
      principalPaid: 0n,
      interestPaid: lessOrNone(running.interestPaid, accrued),
      accrualStart: Math.max(due.position.accrualStart, now),
      instalment:
        choice === 'shorterTerm'
          ? due.position.instalment
          : instalmentOf(terms, outstandingPrincipal, terms.count - Math.max(k - 1, terms.interestOnlyCount)),
    },
    allocation: {
      lateInterest: due.allocation.lateInterest,
      interest: due.allocation.interest + lessOrNone(accrued, running.interestPaid),
      principal: due.allocation.principal + principal,
    },
    settled: due.settled,
    closed: false,
  }
}
