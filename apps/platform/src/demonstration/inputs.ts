import { commitmentOf, type SaltedFields } from '@hurong/scoring/explain'
import { contractAbis, type ReadContext } from '@hurong/sdk'
import type { Hex } from 'viem'
import { applicationOf, monthsOf, saltedBySeed } from '../credit/application.ts'
import { champion } from '../credit/champion.ts'
import { sampleLoans } from './sample.ts'
import { shapesOf } from './stages.ts'

/**
 * Everything applicants of the demonstration said to the model, by its commitment on the chain. Their tape is public and their salts
 * follow from the seed, so nothing needs to be kept: whoever asks gets it made again.
 */
export const publicInputs = async (seed: number): Promise<ReadonlyMap<Hex, SaltedFields>> => {
  const model = champion()
  const inputs = new Map<Hex, SaltedFields>()
  for (const told of await sampleLoans(model)) {
    for (const months of new Set(shapesOf(told).map(monthsOf))) {
      const fields = saltedBySeed(applicationOf(model, told, months), told, seed)
      inputs.set(commitmentOf(fields), fields)
    }
  }
  return inputs
}

/** What the applicant of a loan of the demonstration said; undefined if it quotes no assessment made from its tape. */
export const openInputs = (context: ReadContext, seed: () => number) => {
  let made: Promise<ReadonlyMap<Hex, SaltedFields>> | undefined
  return async (loanId: bigint): Promise<SaltedFields | undefined> => {
    const [quoted] = await context.publicClient.getContractEvents({
      address: context.deployment.contracts.creditRecord,
      abi: contractAbis.creditRecord,
      eventName: 'AssessmentQuoted',
      args: { loanId },
      fromBlock: BigInt(context.deployment.deployedAtBlock),
    })
    const inputsRoot = quoted?.args.assessment?.inputsRoot
    if (inputsRoot === undefined) return undefined
    made ??= publicInputs(seed())
    return (await made).get(inputsRoot)
  }
}
