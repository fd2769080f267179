import { readModel } from '../files/model.ts'
import { Refusal } from '../refusal.ts'
import { fieldsOf } from './application.ts'
import { assess, type Score } from './assess.ts'
import { commitmentOf, type SaltedFields } from './commitment.ts'

/** What an assessment says, made anew from what it was made of. */
export type Recomputed = Score & { readonly modelHash: `0x${string}`; readonly commitment: `0x${string}` }

/**
 * Makes score, grade, reasons and commitment anew from the model file and the salted fields of an application.
 * @param name Of the model file, for the sentence of a refusal.
 * @param today Days since 1970 on which the assessment was made.
 * @throws Refusal for a model file that was edited, or fields that are not those the model reads.
 */
export function recompute(modelFile: string, name: string, fields: SaltedFields, today?: number): Recomputed {
  const { content, hash } = readModel(modelFile, name)
  const wanted = Object.keys(fieldsOf(content.schema, {}))
  const missing = wanted.filter((field) => !(field in fields))
  const strange = Object.keys(fields).filter((field) => !wanted.includes(field))
  if (missing.length > 0)
    throw new Refusal(`The application lacks the field ${missing.join(', ')}; an unknown one is given as "".`)
  if (strange.length > 0)
    throw new Refusal(`The model reads no field ${strange.join(', ')}: leave it out of the application.`)
  const cells = Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value]))
  return { ...assess(content, cells, today), modelHash: hash, commitment: commitmentOf(fields) }
}
