import { DAY, type LoanPosition, oldestUnpaid } from '@hurong/finance'
import { type LoanRow, positionOf, termsOf } from '../../loans/position.ts'

/** Writes a position into a loan's row, and the dates by which SQL tells whether it is late. */
export const setPosition = (loan: LoanRow, position: LoanPosition): void => {
  loan.outstandingPrincipal = position.outstandingPrincipal
  loan.instalment = position.instalment
  loan.nextInstalment = position.nextInstalment
  loan.interestPaid = position.interestPaid
  loan.principalPaid = position.principalPaid
  loan.accrualStart = position.accrualStart
  loan.lateInterestOwed = position.lateInterestOwed
  loan.lateAccruedUntil = position.lateAccruedUntil
  loan.interestOwed = position.interestOwed
  setDates(loan)
}

/**
 * Sets the due date of the oldest unpaid instalment and what follows from it; none once nothing is due to come. After
 * default they stay what they were, and days past due go on from there.
 */
export const setDates = (loan: LoanRow): void => {
  if (loan.status === 'defaulted' || loan.status === 'writtenOff') return
  const position = positionOf(loan)
  const oldest = position?.status === 'active' ? oldestUnpaid(termsOf(loan), position) : null
  loan.nextDueAt = oldest?.dueAt ?? null
  loan.graceEndAt = oldest && oldest.dueAt + loan.graceDays * DAY
  loan.defaultableFrom = oldest && oldest.dueAt + loan.defaultDays * DAY
}
