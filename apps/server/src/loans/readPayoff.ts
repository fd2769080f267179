import { takenOf } from '@hurong/finance'
import type { ReadAt } from '../http/context.ts'
import { badParameter } from '../http/problems.ts'
import { findLoan } from './findLoan.ts'
import { owedAt, splitOf } from './owed.ts'

/** What settles a loan at a time. @throws ApiProblem if the time lies before the loan's last change. */
export const readPayoff = async (read: ReadAt, number: number, at: number | undefined) => {
  const loan = await findLoan(read, number)
  const least = Math.max(loan.lateAccruedUntil, loan.drawnAt ?? 0)
  // The loan's row may be of a block later than the one this answer is given at.
  const time = at ?? Math.max(read.now, least)
  if (time < least) throw badParameter('at', `is ${time}; the loan last changed at ${least}.`)
  const { payoff } = owedAt(loan, time)
  return { at: time, ...splitOf(payoff), total: takenOf(payoff).toString() }
}
