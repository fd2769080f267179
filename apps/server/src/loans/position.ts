import type { LoanPosition, LoanTerms } from '@hurong/finance'
import type { loans } from '../database/schema.ts'

export type LoanRow = typeof loans.$inferSelect

/** The terms of a loan as the arithmetic takes them. */
export const termsOf = (loan: LoanRow): LoanTerms => ({
  principal: loan.principal,
  annualRate: BigInt(loan.annualRate),
  lateRate: BigInt(loan.lateRate),
  method: loan.method,
  unit: loan.unit,
  interval: loan.interval,
  count: loan.count,
  interestOnlyCount: loan.interestOnlyCount,
  graceDays: loan.graceDays,
  defaultDays: loan.defaultDays,
  writeOffDays: loan.writeOffDays,
  originationFee: BigInt(loan.originationFee),
})

/** The position of a drawn loan, null before the draw and after a cancellation. */
export const positionOf = (loan: LoanRow): LoanPosition | null => {
  const { status, drawnAt } = loan
  if (drawnAt === null || status === 'funding' || status === 'funded' || status === 'cancelled') return null
  return {
    status,
    drawnAt,
    outstandingPrincipal: loan.outstandingPrincipal,
    nextInstalment: loan.nextInstalment,
    interestPaid: loan.interestPaid,
    principalPaid: loan.principalPaid,
    accrualStart: loan.accrualStart,
    lateInterestOwed: loan.lateInterestOwed,
    lateAccruedUntil: loan.lateAccruedUntil,
    instalment: loan.instalment,
    interestOwed: loan.interestOwed,
    defaultedAt: loan.defaultedAt ?? 0,
    writtenOffAt: loan.writtenOffAt ?? 0,
  }
}
