import {
  contentHash,
  type ModelContent,
  type Recomputed,
  Refusal,
  readModel,
  recompute,
  type SaltedFields,
} from '@hurong/scoring/explain'
import { creditRecordAbi, type Hurong, unpackReasons } from '@hurong/sdk'
import type { Grade } from './grades.ts'

type Hex = `0x${string}`

/** What the chain has of a loan's assessment. */
export interface OnChain {
  readonly modelHash: Hex
  readonly grade: Grade
  readonly pd12Months: number
  readonly pdLife: number
  readonly reasons: readonly number[]
  readonly inputsRoot: Hex
  readonly issuedAt: number
}

/** Reads an assessment from a node: what the record keeps, and the commitment from the event that told it whole. */
export async function readOnChain({ context, record }: Hurong, loanId: bigint): Promise<OnChain> {
  const { publicClient, deployment } = context
  const [quoted, events] = await Promise.all([
    record.readAssessment({ loanId }),
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
  if (!quoted || !told || told.assessmentHash !== quoted.assessmentHash)
    throw new Refusal(`The chain has no assessment of loan ${loanId}.`)
  return {
    ...quoted,
    reasons: unpackReasons(told.assessment.reasons),
    inputsRoot: told.assessment.inputsRoot,
  }
}

/** Parts of an assessment that are made anew and compared. */
export const comparedParts = ['modelHash', 'inputsRoot', 'grade', 'pd12Months', 'pdLife', 'reasons'] as const
export type ComparedPart = (typeof comparedParts)[number]

/** An assessment computed here, with all it was computed from. */
export interface ComputedHere {
  readonly model: ModelContent
  readonly score: Recomputed
  readonly parts: Readonly<Record<ComparedPart, string | number | readonly number[]>>
}

const secondsOfDay = 86_400

/**
 * Makes an assessment anew.
 * @param modelText The model file to the letter.
 * @param issuedAt When the assessment was made, seconds: dates after it are refused as they were then.
 * @throws Refusal for a model file that was edited, or fields the model does not read.
 */
export function computeHere(modelText: string, fields: SaltedFields, issuedAt: number): ComputedHere {
  const name = 'model.json'
  const { content } = readModel(modelText, name)
  const score = recompute(modelText, name, fields, Math.floor(issuedAt / secondsOfDay))
  return {
    model: content,
    score,
    parts: {
      // Not the hash the file says it has, but that of what stands in it.
      modelHash: contentHash(content),
      inputsRoot: score.commitment,
      grade: score.grade,
      pd12Months: score.pd12,
      pdLife: score.pdLifetime,
      reasons: score.reasons.map(({ code }) => code),
    },
  }
}

/** Whether a part computed here is the chain's. */
export const isEqual = (
  { parts }: Pick<ComputedHere, 'parts'>,
  chain: OnChain,
  part: ComparedPart,
): boolean => String(parts[part]) === String(chain[part])

/**
 * Reads salted fields from a file somebody opened.
 * @returns the fields, or which of the two it fails of: no JSON, or no fields.
 */
export function readSaltedFields(text: string): SaltedFields | 'notJson' | 'notFields' {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'notJson'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'notFields'
  const whole = Object.values(value).every((field: unknown) => {
    const { value: said, salt } = (field ?? {}) as { value?: unknown; salt?: unknown }
    return typeof said === 'string' && typeof salt === 'string' && /^0x[0-9a-f]{64}$/.test(salt)
  })
  return whole ? (value as SaltedFields) : 'notFields'
}
