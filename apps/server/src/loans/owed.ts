import {
  type Allocation,
  dueNowAllocation,
  lateInterestAfterDefault,
  payoffAllocation,
} from '@hurong/finance'
import { type LoanRow, positionOf, termsOf } from './position.ts'

const nothing: Allocation = { lateInterest: 0n, interest: 0n, principal: 0n }

const afterDefault = (loan: LoanRow, at: number): Allocation => {
  const position = positionOf(loan)
  if (position === null) return nothing
  return {
    lateInterest: lateInterestAfterDefault(termsOf(loan), position, at),
    interest: position.interestOwed,
    principal: position.outstandingPrincipal,
  }
}

/** What is due, and what settles the whole loan, at a time not before its last change. After default all of it is due. */
export const owedAt = (loan: LoanRow, at: number): { dueNow: Allocation; payoff: Allocation } => {
  const position = positionOf(loan)
  if (position === null || loan.endedAt !== null) return { dueNow: nothing, payoff: nothing }
  if (position.status !== 'active') {
    const debt = afterDefault(loan, at)
    return { dueNow: debt, payoff: debt }
  }
  const terms = termsOf(loan)
  return { dueNow: dueNowAllocation(terms, position, at), payoff: payoffAllocation(terms, position, at) }
}

/** Amounts as they travel. */
export const splitOf = (split: Allocation) => ({
  lateInterest: split.lateInterest.toString(),
  interest: split.interest.toString(),
  principal: split.principal.toString(),
})
