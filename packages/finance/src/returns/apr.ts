import { drawFee } from '../loans/fee.ts'
import { scheduleOf } from '../loans/schedule.ts'
import type { LoanTerms } from '../loans/terms.ts'
import { type CashFlow, xirr } from './xirr.ts'

/** What the borrower receives and pays when everything is paid on its due date, seen from the borrower. */
export function borrowerCashFlows(terms: LoanTerms, drawnAt: number): CashFlow[] {
  const received = { at: drawnAt, amount: terms.principal - drawFee(terms) }
  const paid = scheduleOf(terms, drawnAt).map((instalment) => ({
    at: instalment.dueAt,
    amount: -(instalment.interestDue + instalment.principalDue),
  }))
  return [received, ...paid]
}

/** Effective yearly cost of the loan, fee included; 0.1 = 10 %. Null where no rate exists (a fee of all the principal). */
export const effectiveApr = (terms: LoanTerms, drawnAt: number): number | null =>
  xirr(borrowerCashFlows(terms, drawnAt))
