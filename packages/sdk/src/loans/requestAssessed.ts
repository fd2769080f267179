import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { type Assessment, assessmentToChain, type SignedBy } from '../record/assessment.ts'
import { type LoanRequest, requestToChain } from './request.ts'

/**
 * Asks for a loan on a signed assessment, which products with `assessed` demand. `result` is the loan's id.
 * @param signatures One or two, see `signAssessment`.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const requestAssessed = (
  context: HurongContext,
  {
    asked,
    assessment,
    signatures,
  }: { asked: LoanRequest; assessment: Assessment; signatures: readonly SignedBy[] },
) =>
  send(context, 'loans', 'requestAssessed', [
    requestToChain(asked),
    assessmentToChain(assessment),
    signatures.map(({ signer }) => signer),
    signatures.map(({ signature }) => signature),
  ])
