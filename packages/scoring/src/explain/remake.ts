import { DAY } from '@hurong/finance'
import { type ModelContent, readModel } from '../files/model.ts'
import type { SaltedFields } from './commitment.ts'
import type { Grade } from './grade.ts'
import { type Recomputed, recompute } from './recompute.ts'

/** What is told of an assessment and anybody can make anew: what it was told as. */
export interface ToldOfAssessment {
  readonly modelHash: `0x${string}`
  /** Commitment to the salted fields. */
  readonly inputsRoot: `0x${string}`
  readonly grade: Grade
  /** Millionths. */
  readonly pd12Months: number
  readonly pdLife: number
  readonly lossGivenDefault: number
  /** Codes, weightiest first. */
  readonly reasons: readonly number[]
}

/** The parts in the order in which they are shown. */
export const REMADE_PARTS = [
  'modelHash',
  'inputsRoot',
  'grade',
  'pd12Months',
  'pdLife',
  'lossGivenDefault',
  'reasons',
] as const
export type RemadePart = (typeof REMADE_PARTS)[number]

/** An assessment made anew, with all it was made of. */
export interface Remade {
  readonly content: ModelContent
  readonly score: Recomputed
  readonly parts: ToldOfAssessment
}

/**
 * Makes an assessment anew from a model file and the salted fields.
 * @param name Of the model file, for the sentence of a refusal.
 * @param issuedAt When the assessment was made, seconds since 1970: dates after it are refused as they were then.
 * @throws Refusal for a model file that was edited, or fields that are not those the model reads.
 */
export function remake(modelFile: string, name: string, fields: SaltedFields, issuedAt: number): Remade {
  const { content } = readModel(modelFile, name)
  const score = recompute(modelFile, name, fields, Math.floor(issuedAt / DAY))
  return {
    content,
    score,
    parts: {
      modelHash: score.modelHash,
      inputsRoot: score.commitment,
      grade: score.grade,
      pd12Months: score.pd12,
      pdLife: score.pdLifetime,
      lossGivenDefault: score.lossGivenDefault,
      reasons: score.reasons.map(({ code }) => code),
    },
  }
}

/** The parts in which what was made anew is not what was told. */
export const differingParts = ({ parts }: Pick<Remade, 'parts'>, told: ToldOfAssessment): RemadePart[] =>
  REMADE_PARTS.filter((part) => String(parts[part]) !== String(told[part]))

const SALT = /^0x[0-9a-f]{64}$/

/**
 * Salted fields out of a file somebody opened: as an applicant is given them, or as a demonstration answers them, one deeper.
 * @returns the fields, or which of the two it fails of: no JSON, or no fields.
 */
export function saltedFieldsIn(text: string): SaltedFields | 'notJson' | 'notFields' {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'notJson'
  }
  const fields = (value as { saltedFields?: unknown } | null)?.saltedFields ?? value
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return 'notFields'
  const whole = Object.values(fields).every((field: unknown) => {
    const { value: said, salt } = (field ?? {}) as { value?: unknown; salt?: unknown }
    return typeof said === 'string' && typeof salt === 'string' && SALT.test(salt)
  })
  return whole ? (fields as SaltedFields) : 'notFields'
}
