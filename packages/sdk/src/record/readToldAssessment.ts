import type { Hex } from 'viem'
import { creditRecordAbi } from '../abi/index.ts'
import type { ReadContext } from '../client/context.ts'
import { lossGivenDefaultIn } from '../credit/lossGivenDefault.ts'
import { type QuotedAssessment, readAssessment } from './readAssessment.ts'
import { readModel } from './readModel.ts'

/** All that the chain tells of the assessment a loan quoted, and what anybody can make anew. */
export interface ToldAssessment extends QuotedAssessment {
  /** Commitment to what the applicant said. */
  readonly inputsRoot: Hex
  /** As the model's announcement tells it, millionths. */
  readonly lossGivenDefault: number
}

/** What the record keeps of a loan's assessment, with what only its event and its model's announcement tell; `undefined` if it quoted none. */
export const readToldAssessment = async (
  context: ReadContext,
  { loanId }: { loanId: bigint },
): Promise<ToldAssessment | undefined> => {
  const { publicClient, deployment } = context
  const [quoted, events] = await Promise.all([
    readAssessment(context, { loanId }),
    publicClient.getContractEvents({
      address: deployment.contracts.creditRecord,
      abi: creditRecordAbi,
      eventName: 'AssessmentQuoted',
      args: { loanId },
      fromBlock: BigInt(deployment.deployedAtBlock),
      strict: true,
    }),
  ])
  const told = events[0]?.args
  if (!quoted || !told || told.assessmentHash !== quoted.assessmentHash) return undefined
  const model = await readModel(context, { modelHash: quoted.modelHash })
  return {
    ...quoted,
    inputsRoot: told.assessment.inputsRoot,
    lossGivenDefault: lossGivenDefaultIn(model?.uri ?? ''),
  }
}
