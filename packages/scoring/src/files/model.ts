import type { Model } from '../model/types.ts'
import { Refusal } from '../refusal.ts'
import type { Schema } from '../schema/definition.ts'
import { canonicalText, contentHash } from './canonical.ts'

/** Share of a loan's hazard that falls into its first 12 months, by term: see `explain/pd.ts`. */
export type HazardShare = { readonly term: number; readonly first12: number }

/** Share of what is open at a default that never comes back, with its band of 95 %; millionths. See `explain/loss.ts`. */
export type LossGivenDefault = {
  readonly value: number
  readonly low: number
  readonly high: number
  /** Training loans it was measured on. */
  readonly loans: number
}

/** What a model was trained on, and how well it did on rows of the training years it had not seen. */
export type Training = {
  readonly tape: { readonly name: string; readonly sha256: `0x${string}` }
  /** Dates of issue, as YYYY-MM-DD, the last included. */
  readonly from: string
  readonly to: string
  readonly rows: number
  readonly defaults: number
  readonly bad: number
  readonly seed: number
  /** Inputs of the schema that said the same of every loan. */
  readonly dropped: readonly string[]
  /** The input of the term, where the training loans had one term alone and its points come from their timing. */
  readonly extrapolated: readonly string[]
  /** Scores, in points, that part the training rows into tenths, and how many rows fell into each. */
  readonly tenths: readonly number[]
  readonly inTenths: readonly number[]
  /** Measured on the training rows, which the model has seen; later ones tell more. */
  readonly figures: Readonly<Record<string, number>>
}

/** Of the form below: 2 tells the loss given default. */
export const MODEL_VERSION = 2

/** Everything that makes a model: its hash is the hash of this. */
export type ModelContent = {
  readonly format: 'hurong-scoring-model'
  readonly version: typeof MODEL_VERSION
  readonly name: string
  readonly schema: Schema
  readonly schemaHash: `0x${string}`
  readonly model: Model
  readonly hazard: readonly HazardShare[]
  /** Of the training loans that defaulted; null where the tape does not tell. */
  readonly lossGivenDefault: LossGivenDefault | null
  readonly training: Training
}

/** A model as it lies in a file: its content, and the hash the chain knows it by. */
export type ModelFile = { readonly content: ModelContent; readonly hash: `0x${string}` }

/** The file of a model, canonical to the byte. */
export function modelText(content: ModelContent): string {
  const file: ModelFile = { content, hash: contentHash(content) }
  return `${canonicalText(file)}\n`
}

/**
 * Reads a model file. Every byte counts: the text must be exactly the one `modelText` writes.
 * @param name Of the file, for the sentence of a refusal.
 * @throws Refusal for a file that was edited or is no model.
 */
export function readModel(text: string, name: string): ModelFile {
  const file = parsed(text, name)
  const { content, hash } = file ?? {}
  if (content?.format !== 'hurong-scoring-model')
    throw new Refusal(`${name} is no model file: content.format is not "hurong-scoring-model".`)
  if (content.version !== MODEL_VERSION)
    throw new Refusal(
      `${name} has the version ${content.version} at content.version; this program reads version ${MODEL_VERSION}.`,
    )
  const found = contentHash(content)
  if (hash !== found)
    throw new Refusal(
      `${name} was changed after it was written: its hash says ${hash}, its content has ${found}. Get it again from where it came.`,
    )
  if (text !== `${canonicalText(file)}\n`)
    throw new Refusal(
      `${name} was changed after it was written: it is no longer canonical JSON. Get it again from where it came.`,
    )
  return file
}

function parsed(text: string, name: string): ModelFile {
  try {
    return JSON.parse(text) as ModelFile
  } catch (error) {
    throw new Refusal(`The model ${name} is no JSON: ${(error as Error).message}.`)
  }
}
