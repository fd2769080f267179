import { basename } from 'node:path'
import type { Cells } from '../explain/application.ts'
import { fieldsOf } from '../explain/application.ts'
import { assess } from '../explain/assess.ts'
import { commitmentOf, type SaltedFields, salted } from '../explain/commitment.ts'
import { improvements } from '../explain/improve.ts'
import { pointsTables } from '../explain/points.ts'
import { recompute as again } from '../explain/recompute.ts'
import { readText, writeWhole } from '../files/write.ts'
import { Refusal } from '../refusal.ts'
import { readFlags } from './arguments.ts'
import { loadModel } from './models.ts'
import type { Streams } from './say.ts'

export const EXPLAIN_USAGE = 'npm run score -- explain --model FILE [--inputs FILE] [--salts FILE]'
export const RECOMPUTE_USAGE = 'npm run score -- recompute --model FILE --inputs FILE [--on DATE]'

/**
 * Without `--inputs` prints the points table of a model; with them the score of one application, its reasons and what
 * would improve it. `--salts` writes the salted fields, from which `recompute` makes the same again.
 */
export async function explain(args: readonly string[], streams: Streams): Promise<void> {
  const flags = {
    model: { kind: 'file', required: true },
    inputs: { kind: 'file' },
    salts: { kind: 'file' },
  } as const
  const given = readFlags(args, flags, EXPLAIN_USAGE)
  const { content, hash } = await loadModel(given.model)
  if (given.inputs === undefined) {
    if (content.model.kind !== 'additive')
      throw new Refusal(`${basename(given.model)} is no sum of inputs: it has no table of points.`)
    return print(streams, {
      modelHash: hash,
      intercept: content.model.intercept,
      tables: pointsTables(content.model, content.schema),
    })
  }
  const cells = await readCells(given.inputs)
  const score = assess(content, cells)
  const fields = salted(fieldsOf(content.schema, cells))
  if (given.salts !== undefined) writeWhole(given.salts, `${JSON.stringify(fields, null, 2)}\n`)
  print(streams, {
    ...score,
    improvements: improvements(content, cells),
    modelHash: hash,
    ...(given.salts === undefined ? {} : { commitment: commitmentOf(fields) }),
  })
}

/** Makes score, grade, reasons and commitment anew from a model file and salted fields. */
export async function recompute(args: readonly string[], streams: Streams): Promise<void> {
  const flags = {
    model: { kind: 'file', required: true },
    inputs: { kind: 'file', required: true },
    on: { kind: 'date' },
  } as const
  const given = readFlags(args, flags, RECOMPUTE_USAGE)
  await loadModel(given.model)
  const fields = await readSalted(given.inputs)
  print(streams, again(await readText(given.model), basename(given.model), fields, given.on))
}

const print = ({ out }: Streams, value: unknown) => void out.write(`${JSON.stringify(value, null, 2)}\n`)

async function readObject(file: string): Promise<[string, unknown][]> {
  const name = basename(file)
  let value: unknown
  try {
    value = JSON.parse(await readText(file))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`The application ${name} is no JSON: ${(error as Error).message}.`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal(`The application ${name} is no list of fields such as { "annual_inc": "48000" }.`)
  return Object.entries(value)
}

async function readCells(file: string): Promise<Cells> {
  const fields = await readObject(file)
  return Object.fromEntries(
    fields.map(([field, value]) => {
      if (typeof value !== 'string' && typeof value !== 'number')
        throw new Refusal(`The field ${field} in ${basename(file)} is neither a text nor a number.`)
      return [field, String(value)]
    }),
  )
}

async function readSalted(file: string): Promise<SaltedFields> {
  const read = await readObject(file)
  // As a page saves them, they lie one deeper, beside the line of the log.
  const inside = read.find(([name]) => name === 'saltedFields')?.[1]
  const fields = typeof inside === 'object' && inside !== null ? Object.entries(inside) : read
  return Object.fromEntries(
    fields.map(([field, given]) => {
      const { value, salt } = (given ?? {}) as { value?: unknown; salt?: unknown }
      if (typeof value !== 'string')
        throw new Refusal(`The field ${field} in ${basename(file)} has no text "value".`)
      if (typeof salt !== 'string' || !/^0x[0-9a-f]{64}$/.test(salt))
        throw new Refusal(
          `The field ${field} in ${basename(file)} has no "salt" of 0x and 64 hexadecimal digits.`,
        )
      return [field, { value, salt: salt as `0x${string}` }]
    }),
  )
}
