import { DAY } from '@hurong/finance'
import { GRADES, nameOf, purposeOf, unpackReasons } from '@hurong/sdk'
import type { LoanAssessment, LoanStatus, LoanSummary } from '@hurong/sdk/api'
import type { LoanRow } from './position.ts'

/** A loan's status as people are told it: late once it is past due and past its grace. */
export const statusAt = (loan: LoanRow, now: number): LoanStatus =>
  loan.status === 'active' && loan.graceEndAt !== null && now > loan.graceEndAt ? 'late' : loan.status

/** Whole days since the oldest unpaid due date; after default they go on. */
export const daysPastDueAt = (loan: LoanRow, now: number): number =>
  loan.nextDueAt !== null && now > loan.nextDueAt ? Math.floor((now - loan.nextDueAt) / DAY) : 0

const assessmentOf = (loan: LoanRow): LoanAssessment | null => {
  const { assessmentHash, modelHash, grade, pd12Months, pdLife, expectedReturn } = loan
  if (assessmentHash === null || modelHash === null || grade === null || expectedReturn === null) return null
  return {
    assessmentHash,
    modelHash,
    grade: nameOf(GRADES, grade, 'Grade'),
    pd12Months: pd12Months ?? 0,
    pdLife: pdLife ?? 0,
    reasons: unpackReasons(loan.assessmentReasons ?? 0n),
    issuedAt: loan.assessmentIssuedAt ?? 0,
    expiresAt: loan.assessmentExpiresAt ?? 0,
    expectedLossRate: loan.annualRate - expectedReturn,
    expectedReturn,
  }
}

/** A loan on a card or in a row, at a time. */
export const summaryOf = (loan: LoanRow, now: number): LoanSummary => ({
  loanId: loan.loanId.toString(),
  number: loan.number,
  status: statusAt(loan, now),
  currency: loan.currency,
  purpose: purposeOf(loan.purpose),
  borrowerId: loan.borrowerId,
  productId: loan.productId,
  terms: {
    principal: loan.principal.toString(),
    annualRate: loan.annualRate,
    lateRate: loan.lateRate,
    method: loan.method,
    unit: loan.unit,
    interval: loan.interval,
    count: loan.count,
    interestOnlyCount: loan.interestOnlyCount,
    graceDays: loan.graceDays,
    defaultDays: loan.defaultDays,
    writeOffDays: loan.writeOffDays,
    originationFee: loan.originationFee,
    reflectionPeriod: loan.reflectionPeriod,
    drawPeriod: loan.drawPeriod,
    leastShare: loan.leastShare,
    leastTicket: loan.leastTicket.toString(),
  },
  termDays: loan.termDays,
  requestedAt: loan.requestedAt,
  fundingDeadline: loan.fundingDeadline,
  raised: loan.raised.toString(),
  fundedShare: loan.fundedShare,
  lenders: loan.lenders,
  closedAt: loan.closedAt,
  drawnAt: loan.drawnAt,
  outstandingPrincipal: loan.outstandingPrincipal.toString(),
  instalment: loan.instalment.toString(),
  nextDueAt: loan.status === 'active' ? loan.nextDueAt : null,
  daysPastDue: daysPastDueAt(loan, now),
  instalmentsSettled: loan.instalmentsSettled,
  assessment: assessmentOf(loan),
})
