import { least } from '../money/money.ts'
import { type InstalmentAsk, instalmentsFrom } from './ask.ts'
import { lateInterest } from './late.ts'
import type { LoanPosition } from './position.ts'
import { type SettledInstalment, type Settlement, settledAt } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/**
 * Puts `amount` to late interest and then, oldest first, to the instalments that `reaches` admits, interest before
 * principal. An instalment that asks for nothing is passed over as settled. What is left of `amount` is not taken.
 */
export function allocate(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  amount: bigint,
  reaches: (ask: InstalmentAsk) => boolean,
): Settlement {
  const late = lateInterest(terms, position, now)
  const lateTaken = least(amount, late)
  let left = amount - lateTaken
  let interest = 0n
  let principal = 0n
  let { outstandingPrincipal, nextInstalment, interestPaid, principalPaid, accrualStart } = position
  const settled: SettledInstalment[] = []
  for (const ask of instalmentsFrom(terms, position)) {
    if (!reaches(ask)) break
    const toInterest = least(left, ask.interestUnpaid)
    const toPrincipal = least(left - toInterest, ask.principalUnpaid)
    left -= toInterest + toPrincipal
    interest += toInterest
    principal += toPrincipal
    outstandingPrincipal -= toPrincipal
    if (toInterest < ask.interestUnpaid || toPrincipal < ask.principalUnpaid) {
      interestPaid += toInterest
      principalPaid += toPrincipal
      break
    }
    settled.push(...settledAt(terms, ask, now))
    nextInstalment = ask.index + 1
    interestPaid = 0n
    principalPaid = 0n
    accrualStart = ask.dueAt
  }
  const closed = outstandingPrincipal === 0n
  return {
    position: {
      ...position,
      status: closed ? 'repaid' : position.status,
      outstandingPrincipal,
      nextInstalment,
      interestPaid,
      principalPaid,
      accrualStart,
      lateInterestOwed: late - lateTaken,
      lateAccruedUntil: now,
    },
    allocation: { lateInterest: lateTaken, interest, principal },
    settled,
    closed,
  }
}
