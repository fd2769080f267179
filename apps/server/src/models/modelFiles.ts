import { readFileSync } from 'node:fs'
import { type ModelContent, readModel } from '@hurong/scoring/explain'

/** A model file whose content has the hash it says. */
export interface HeldModel {
  readonly text: string
  readonly content: ModelContent
}

/** Model files by the hash the chain knows them by, lower case. */
export type ModelFiles = ReadonlyMap<string, HeldModel>

/** Reads model files. @throws Refusal, naming the file, for one that was edited or is no model. */
export const readModelFiles = (paths: readonly string[]): ModelFiles =>
  new Map(
    paths.map((path) => {
      const text = readFileSync(path, 'utf8')
      const { hash, content } = readModel(text, path)
      return [hash.toLowerCase(), { text, content }]
    }),
  )
