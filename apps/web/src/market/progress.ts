import { divDown } from '@hurong/finance'
import type { LoanSummary } from '@hurong/sdk/api'

/** How far a loan is, millionths: of its raise while funding, of its principal once drawn. */
export function progressOf(loan: LoanSummary): number {
  if (loan.drawnAt === null) return loan.fundedShare
  const principal = BigInt(loan.terms.principal)
  if (principal === 0n) return 0
  return Number(divDown((principal - BigInt(loan.outstandingPrincipal)) * 1_000_000n, principal))
}
