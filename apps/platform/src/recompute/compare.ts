import { DAY } from '@hurong/finance'
import { Refusal, recompute, type SaltedFields } from '@hurong/scoring/explain'
import { type Assessment, GRADES, nameOf } from '@hurong/sdk'

/** One figure of an assessment, made anew and as the chain has it. */
export type Compared = {
  readonly what: string
  readonly recomputed: string
  readonly onChain: string
  readonly equal: boolean
}

/** What of an assessment anybody can make anew. */
export type Told = Pick<
  Assessment,
  'grade' | 'pd12Months' | 'pdLife' | 'modelHash' | 'inputsRoot' | 'reasons' | 'issuedAt'
>

/**
 * Makes an assessment anew from a model file and the salted inputs, and holds every part of it against the chain's.
 * @param name Of the model file, for the sentence of a refusal.
 * @throws Refusal for a model file that was edited, or fields that are not those the model reads.
 */
export const compareAssessment = (
  modelFile: string,
  name: string,
  fields: SaltedFields,
  told: Told,
): Compared[] => {
  const made = recompute(modelFile, name, fields, Math.floor(told.issuedAt / DAY))
  const pairs: readonly (readonly [string, string, string])[] = [
    ['model', made.modelHash, told.modelHash],
    ['inputs', made.commitment, told.inputsRoot],
    ['grade', made.grade, told.grade],
    ['PD over 12 months, millionths', String(made.pd12), String(told.pd12Months)],
    ['PD over life, millionths', String(made.pdLifetime), String(told.pdLife)],
    ['reasons', made.reasons.map(({ code }) => code).join(' '), told.reasons.join(' ')],
  ]
  return pairs.map(([what, recomputed, onChain]) => ({
    what,
    recomputed,
    onChain,
    equal: recomputed === onChain,
  }))
}

/** @throws Refusal where the file is no list of salted fields. */
export const readSaltedFields = (text: string, name: string): SaltedFields => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Refusal(`${name} is no JSON: ${(error as Error).message}.`)
  }
  // What the platform answers of its own demonstration lies one deeper.
  const fields = (value as { saltedFields?: unknown } | null)?.saltedFields ?? value
  const isField = (one: unknown) =>
    typeof one === 'object' &&
    one !== null &&
    'value' in one &&
    'salt' in one &&
    typeof one.value === 'string'
  if (typeof fields !== 'object' || fields === null || !Object.values(fields).every(isField))
    throw new Refusal(
      `${name} is no list of salted fields such as { "annual_inc": { "value": "48000", "salt": "0x…" } }.`,
    )
  return fields as SaltedFields
}

/** The contract's form of an assessment, as its event tells it, in words. */
export const toldOf = (assessment: {
  grade: number
  pd12Months: number
  pdLife: number
  modelHash: `0x${string}`
  inputsRoot: `0x${string}`
  issuedAt: number
  reasons: readonly number[]
}): Told => ({ ...assessment, grade: nameOf(GRADES, assessment.grade, 'Grade') })
