import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { type Assessment, assessmentToChain, type SignedBy } from './assessment.ts'

/**
 * Tells a signed assessment without a loan; every older one of the participant is superseded. An underwriter withdraws one by
 * publishing a newer one with a greatest principal of 0. Anyone may bring it.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const publishAssessment = (
  context: HurongContext,
  { assessment, signatures }: { assessment: Assessment; signatures: readonly SignedBy[] },
) =>
  send(context, 'creditRecord', 'publishAssessment', [
    assessmentToChain(assessment),
    signatures.map(({ signer }) => signer),
    signatures.map(({ signature }) => signature),
  ])
