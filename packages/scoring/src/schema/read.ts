import { Refusal } from '../refusal.ts'
import { schemaFaults } from './check.ts'
import type { Schema } from './definition.ts'
import { formFault, toSchema } from './validate.ts'

/**
 * The schema in a text.
 * @param file Named in the sentence of a refusal.
 * @throws Refusal for the first thing wrong: no JSON, a field that is not understood, an input that leaks.
 */
export function readSchema(text: string, file: string): Schema {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new Refusal(`The schema ${file} is no JSON: ${(error as Error).message}.`)
  }
  const form = formFault(value)
  if (form) throw new Refusal(`The schema ${file} is wrong at ${form.field}: ${form.reason}.`)
  const schema = toSchema(value)
  const fault = schemaFaults(schema)[0]
  if (fault) throw new Refusal(`The schema ${file} is refused at ${fault.field}: ${fault.reason}.`)
  return schema
}
