import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalText } from '../files/canonical.ts'
import type { ModelFile } from '../files/model.ts'
import { makeFolder, writeWhole } from '../files/write.ts'
import { cardText } from './card.ts'
import type { Evaluation } from './evaluation.ts'
import { plotsOf } from './plots.ts'

/** Every file of a card, by name: made from the model file and the evaluation alone, always the same. */
export const cardFiles = (model: ModelFile, evaluation: Evaluation): Record<string, string> => ({
  'README.md': cardText(model, evaluation),
  'evaluation.json': `${canonicalText(evaluation)}\n`,
  ...plotsOf(model.content, evaluation),
})

/** Writes a card into its folder, and removes pictures that are no longer of it. */
export function writeCard(folder: string, model: ModelFile, evaluation: Evaluation): void {
  const files = cardFiles(model, evaluation)
  makeFolder(folder)
  for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text)
  for (const name of readdirSync(folder))
    if (name.endsWith('.svg') && !(name in files)) rmSync(join(folder, name))
}
