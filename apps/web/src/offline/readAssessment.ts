import { expectedReturnOf, type Loan, lossGivenDefaultIn } from '@hurong/sdk'
import type { LoanAssessment } from '@hurong/sdk/api'
import type { Book } from '../chain/fallback/book.ts'

/** What a loan's contract keeps of its assessment, with the return it leaves; null where it quoted none. */
export async function assessmentOf(
  { hurong }: Book,
  { loanId, terms }: Loan,
): Promise<LoanAssessment | null> {
  const quoted = await hurong.record.readAssessment({ loanId })
  if (!quoted) return null
  const model = await hurong.record.readModel({ modelHash: quoted.modelHash })
  const lossGivenDefault = lossGivenDefaultIn(model?.uri ?? '')
  const expectedReturn = expectedReturnOf(terms, { ...quoted, lossGivenDefault })
  return {
    ...quoted,
    reasons: [...quoted.reasons],
    expectedReturn,
    expectedLossRate: Number(terms.annualRate) - expectedReturn,
  }
}
