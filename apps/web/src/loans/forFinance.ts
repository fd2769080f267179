import type { LoanPosition, LoanStatus, LoanTerms } from '@hurong/finance'
import type { LoanTerms as ApiTerms, LoanDetail } from '@hurong/sdk/api'

/** Terms as the API tells them, the way the arithmetic takes them. */
export const financeTermsOf = (terms: ApiTerms): LoanTerms => ({
  ...terms,
  principal: BigInt(terms.principal),
  annualRate: BigInt(terms.annualRate),
  lateRate: BigInt(terms.lateRate),
  originationFee: BigInt(terms.originationFee),
})

const statusOf = (status: LoanDetail['status']): LoanStatus | null => {
  switch (status) {
    case 'active':
    case 'late':
      return 'active'
    case 'repaid':
    case 'defaulted':
    case 'writtenOff':
    case 'recovered':
      return status
    default:
      return null
  }
}

/** A drawn loan's position the way the arithmetic takes it; null before the draw. */
export function financePositionOf(loan: Pick<LoanDetail, 'position' | 'status'>): LoanPosition | null {
  const { position } = loan
  const status = statusOf(loan.status)
  if (!position || !status) return null
  return {
    status,
    drawnAt: position.drawnAt,
    outstandingPrincipal: BigInt(position.outstandingPrincipal),
    nextInstalment: position.nextInstalment,
    interestPaid: BigInt(position.interestPaid),
    principalPaid: BigInt(position.principalPaid),
    accrualStart: position.accrualStart,
    lateInterestOwed: BigInt(position.lateInterestOwed),
    lateAccruedUntil: position.lateAccruedUntil,
    instalment: BigInt(position.instalment),
    interestOwed: BigInt(position.interestOwed),
    defaultedAt: position.defaultedAt ?? 0,
    writtenOffAt: 0,
  }
}
