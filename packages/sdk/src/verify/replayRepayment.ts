import {
  AmountBelowPayoff,
  type LoanPosition,
  payoff,
  prepay,
  recover,
  repay,
  type Settlement,
  settlePayoff,
  takenOf,
} from '@hurong/finance'
import type { TimedLog } from '../events/index.ts'
import { PREPAYMENTS } from '../loans/index.ts'
import { type Books, expectEqual, type LoanBook } from './books.ts'

export type LoansLog = Extract<TimedLog, { contract: 'loans' }>
type Repaid = LoansLog & { name: 'Repaid' }
type Prepaid = LoansLog & { name: 'Prepaid' }

/** What the arithmetic makes of a payment of exactly this sum at this time. */
const settlementOf = (
  loan: LoanBook,
  position: LoanPosition,
  event: Repaid,
  prepaid: Prepaid | undefined,
): Settlement => {
  const { terms } = loan
  const { args, time } = event
  const taken = takenOf(args)
  if (position.status === 'defaulted' || position.status === 'writtenOff')
    return recover(terms, position, time, taken)
  if (prepaid !== undefined && args.outstandingPrincipal > 0n)
    return prepay(terms, position, time, taken, PREPAYMENTS[prepaid.args.choice] ?? 'shorterTerm')
  if (args.outstandingPrincipal === 0n && taken === payoff(terms, position, time))
    return settlePayoff(terms, position, time, taken)
  return repay(terms, position, time, taken)
}

/** Reads a payment into the loan's book, holding its split and what it leaves against the arithmetic. */
export const replayRepayment = (
  books: Books,
  loan: LoanBook,
  event: Repaid,
  prepaid: Prepaid | undefined,
): void => {
  if (loan.position === undefined) {
    expectEqual(books, event, 'payment', 'after a draw', 'before one')
    return
  }
  const recovering = loan.position.status === 'defaulted' || loan.position.status === 'writtenOff'
  try {
    const { position, allocation, settled } = settlementOf(loan, loan.position, event, prepaid)
    for (const part of ['lateInterest', 'interest', 'principal'] as const)
      expectEqual(books, event, part, allocation[part], event.args[part])
    expectEqual(
      books,
      event,
      'outstanding principal',
      position.outstandingPrincipal,
      event.args.outstandingPrincipal,
    )
    if (prepaid !== undefined)
      expectEqual(books, prepaid, 'instalment', position.instalment, prepaid.args.instalment)
    loan.settled.expected.push(
      ...settled.map(({ index, daysLate, onTime }) => `${index} ${daysLate} ${onTime}`),
    )
    loan.position = position
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof AmountBelowPayoff)) throw error
    expectEqual(books, event, 'payment', 'a sum the arithmetic takes', (error as Error).message)
  }
  loan.received.lateInterest += event.args.lateInterest
  loan.received.interest += event.args.interest
  loan.received.principal += event.args.principal
  if (recovering) loan.recovered += takenOf(event.args)
}
