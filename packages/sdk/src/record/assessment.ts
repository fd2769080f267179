import type { Address, Hex, LocalAccount } from 'viem'
import { hashTypedData } from 'viem'
import type { SignedAssessment } from '../api/types.ts'
import type { ReadContext } from '../client/context.ts'

/** Grades by the contract's number. */
export const GRADES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const
export type Grade = (typeof GRADES)[number]

/** What underwriters say of a participant's credit. Rates and probabilities in millionths, times in seconds since 1970. */
export interface Assessment {
  readonly participantId: number
  readonly grade: Grade
  /** Of 1,000,000 loans like it so many fail within 12 months. */
  readonly pd12Months: number
  /** The same over the loan's life. */
  readonly pdLife: number
  readonly currency: Address
  /** Base units of `currency`. */
  readonly greatestPrincipal: bigint
  /** Of the whole term, months counting 30 days and weeks 7: `termDaysOf`. 0 allows no loan, as a greatest principal of 0. */
  readonly greatestTermDays: number
  /** A year. */
  readonly leastRate: number
  readonly modelHash: Hex
  /** Commitment to the salted inputs. */
  readonly inputsRoot: Hex
  /** At most four reason codes of 1 to 65,535, the weightiest first. */
  readonly reasons: readonly number[]
  readonly issuedAt: number
  readonly expiresAt: number
}

/** An assessment as the API tells it, with amounts as decimal strings, in the form that is signed and quoted. */
export const assessmentOf = (told: SignedAssessment): Assessment => ({
  ...told,
  currency: told.currency as Address,
  greatestPrincipal: BigInt(told.greatestPrincipal),
  modelHash: told.modelHash as Hex,
  inputsRoot: told.inputsRoot as Hex,
})

/** An underwriter's signature: an account's own, or what a contract takes by ERC-1271. */
export interface SignedBy {
  readonly signer: Address
  readonly signature: Hex
}

const reasonBits = 16n
const greatestReason = 0xffff
const greatestReasons = 4

/**
 * Packs reason codes as the contract keeps them, the first in the lowest 16 bits.
 * @throws RangeError if there are more than four, or one is not a whole number from 1 to 65,535.
 */
export const packReasons = (reasons: readonly number[]): bigint => {
  if (reasons.length > greatestReasons)
    throw new RangeError(`There are ${reasons.length} reasons; at most ${greatestReasons} fit.`)
  return reasons.reduce((packed, reason, index) => {
    if (!Number.isInteger(reason) || reason < 1 || reason > greatestReason)
      throw new RangeError(`Reason ${reason} is not a whole number from 1 to ${greatestReason}.`)
    return packed | (BigInt(reason) << (reasonBits * BigInt(index)))
  }, 0n)
}

/** The codes of packed reasons, in order, without empty places. */
export const unpackReasons = (packed: bigint): number[] =>
  Array.from({ length: greatestReasons }, (_, index) =>
    Number((packed >> (reasonBits * BigInt(index))) & BigInt(greatestReason)),
  ).filter((reason) => reason !== 0)

/** The contract's form of an assessment. @throws RangeError if the reasons don't fit. */
export const assessmentToChain = (assessment: Assessment) => ({
  ...assessment,
  grade: GRADES.indexOf(assessment.grade),
  reasons: packReasons(assessment.reasons),
})

/** What an underwriter signs (EIP-712). It holds for one chain and one deployment. @throws RangeError */
export const assessmentTypedData = (
  { deployment }: Pick<ReadContext, 'deployment'>,
  assessment: Assessment,
) => ({
  domain: {
    name: 'Hurong Credit Record',
    version: '1',
    chainId: deployment.chainId,
    verifyingContract: deployment.contracts.creditRecord,
  },
  primaryType: 'Assessment' as const,
  types: {
    Assessment: [
      { name: 'participantId', type: 'uint32' },
      { name: 'grade', type: 'uint8' },
      { name: 'pd12Months', type: 'uint32' },
      { name: 'pdLife', type: 'uint32' },
      { name: 'currency', type: 'address' },
      { name: 'greatestPrincipal', type: 'uint256' },
      { name: 'greatestTermDays', type: 'uint32' },
      { name: 'leastRate', type: 'uint32' },
      { name: 'modelHash', type: 'bytes32' },
      { name: 'inputsRoot', type: 'bytes32' },
      { name: 'reasons', type: 'uint64' },
      { name: 'issuedAt', type: 'uint40' },
      { name: 'expiresAt', type: 'uint40' },
    ],
  } as const,
  message: assessmentToChain(assessment),
})

/** The hash by which the record knows an assessment, as the contract's `hashAssessment` gives it. @throws RangeError */
export const hashAssessment = (context: Pick<ReadContext, 'deployment'>, assessment: Assessment): Hex =>
  hashTypedData(assessmentTypedData(context, assessment))

/** Signs with a local account. @throws RangeError */
export const signAssessment = async (
  context: Pick<ReadContext, 'deployment'>,
  account: LocalAccount,
  assessment: Assessment,
): Promise<SignedBy> => ({
  signer: account.address,
  signature: await account.signTypedData(assessmentTypedData(context, assessment)),
})
