import { basename } from 'node:path'
import { type ModelFile, readModel } from '../files/model.ts'
import { readText } from '../files/write.ts'
import { Refusal } from '../refusal.ts'
import { schemaFaults } from '../schema/check.ts'
import { formFault } from '../schema/validate.ts'
import type { KnownLevels } from '../tape/columns.ts'

/**
 * The model in a file, its hash and its schema checked.
 * @throws Refusal for a file that was edited, or whose schema leaks.
 */
export async function loadModel(file: string): Promise<ModelFile> {
  const name = basename(file)
  const model = readModel(await readText(file), name)
  const form = formFault(model.content.schema)
  const fault = form ?? schemaFaults(model.content.schema)[0]
  if (fault) throw new Refusal(`The schema in ${name} is refused at ${fault.field}: ${fault.reason}.`)
  return model
}

/** The levels a model knows, by input. */
export function knownLevels({ content: { model, schema } }: ModelFile): KnownLevels {
  const inputs: readonly { name: string; levels?: readonly string[] }[] =
    model.kind === 'additive' ? model.terms : model.inputs
  return new Map(
    schema.inputs
      .filter(({ kind }) => kind === 'categorical')
      .map(({ name }) => [name, inputs.find((input) => input.name === name)?.levels ?? []]),
  )
}
