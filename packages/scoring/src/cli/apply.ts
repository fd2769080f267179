import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { assessMany, type RowScore } from '../explain/many.ts'
import type { ModelFile } from '../files/model.ts'
import { Refusal } from '../refusal.ts'
import { applicationColumns, type Schema } from '../schema/definition.ts'
import { InputRows } from '../tape/columns.ts'
import { eachRow } from '../tape/rows.ts'
import { readFlags } from './arguments.ts'
import { knownLevels, loadModel } from './models.ts'
import { badRowTeller, progress, type Streams } from './say.ts'

export const APPLY_USAGE = 'npm run score -- apply --model FILE --tape FILE [--out FILE] [--format csv|jsonl]'

/** Rows that are scored together. */
const BATCH = 4_096

/** Scores every row of a tape; the tape needs neither outcome nor date of issue unless an input counts from it. */
export async function apply(args: readonly string[], streams: Streams): Promise<void> {
  const flags = {
    model: { kind: 'file', required: true },
    tape: { kind: 'file', required: true },
    out: { kind: 'file' },
    format: { kind: 'text' },
  } as const
  const given = readFlags(args, flags, APPLY_USAGE)
  const { format = 'csv' } = given
  if (format !== 'csv' && format !== 'jsonl')
    throw new Refusal(`--format is "${format}": give csv or jsonl.\n${APPLY_USAGE}`)
  const model = await loadModel(given.model)
  const sink = given.out === undefined ? toStream(streams.out) : toFile(given.out)
  try {
    await scoreTape(
      model,
      given.tape,
      linesOf(format, identifiers(model.content.schema)),
      sink.write,
      streams,
    )
    await sink.finish()
  } catch (error) {
    await sink.drop()
    throw error
  }
}

async function scoreTape(
  model: ModelFile,
  file: string,
  lines: Lines,
  write: (text: string) => Promise<void>,
  streams: Streams,
): Promise<void> {
  const { content } = model
  const { schema } = content
  const name = basename(file)
  const inputs = new InputRows(schema, knownLevels(model))
  const ids = identifiers(schema)
  let batch: { line: number; ids: string[]; term: number }[] = []
  const flush = async () => {
    const frame = { rows: batch.length, inputs: inputs.take() }
    const scores = assessMany(
      content,
      frame,
      batch.map(({ term }) => term),
    )
    await write(
      scores.map((score, at) => lines.row(batch[at]?.line ?? 0, batch[at]?.ids ?? [], score)).join(''),
    )
    batch = []
  }
  await write(lines.head)
  const options = { onBytes: progress(`scoring ${name}`, streams), onBadRow: badRowTeller(name, streams) }
  const { rows, bad } = await eachRow(
    file,
    schema,
    applicationColumns(schema),
    options,
    async (row, line) => {
      const term = schema.term === undefined ? Number.NaN : row.number(schema.term)
      inputs.read(row)
      inputs.keep()
      batch.push({ line, ids: ids.map((column) => row.text(column)), term })
      if (batch.length === BATCH) await flush()
    },
  )
  await flush()
  streams.err.write(`  ${name}: ${rows} rows, ${rows - bad} scored, ${bad} bad.\n`)
  for (const [input, levels] of inputs.unknownLevels)
    for (const [level, times] of levels)
      streams.err.write(`  ${input} "${level}" is unknown to the model; ${times} rows count as not known.\n`)
}

const identifiers = (schema: Schema): string[] =>
  Object.keys(schema.columns).filter((column) => schema.columns[column]?.role === 'identifier')

type Lines = {
  readonly head: string
  readonly row: (line: number, ids: readonly string[], score: RowScore) => string
}

function linesOf(format: 'csv' | 'jsonl', ids: readonly string[]): Lines {
  if (format === 'jsonl')
    return {
      head: '',
      row: (line, values, score) =>
        `${JSON.stringify({ line, ...Object.fromEntries(ids.map((id, at) => [id, values[at]])), ...score })}\n`,
    }
  return {
    head: `${['line', ...ids, 'points', 'pd_lifetime_ppm', 'pd_12_months_ppm', 'grade', 'reason_codes'].map(quoted).join(',')}\n`,
    row: (line, values, { points, pdLifetime, pd12, grade, reasonCodes }) =>
      `${[line, ...values.map(quoted), points, pdLifetime, pd12, grade, reasonCodes.join(' ')].join(',')}\n`,
  }
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

type Sink = {
  readonly write: (text: string) => Promise<void>
  readonly finish: () => Promise<void>
  /** Nothing half-written stays. */
  readonly drop: () => Promise<void>
}

const toStream = (out: Streams['out']): Sink => ({
  write: async (text) => void out.write(text),
  finish: async () => {},
  drop: async () => {},
})

/** Writes under another name and renames at the end. */
function toFile(file: string): Sink {
  const unfinished = `${file}.${process.pid}.part`
  const stream = createWriteStream(unfinished)
  let failed: Error | null = null
  stream.on('error', (error) => {
    failed = error
  })
  const closed = () => new Promise<void>((done) => stream.close(() => done()))
  return {
    write: async (text) => {
      if (failed) throw new Refusal(`${basename(file)} cannot be written: ${failed.message}.`)
      if (!stream.write(text))
        await new Promise<void>((done) => stream.once('drain', done).once('error', () => done()))
    },
    finish: async () => {
      await new Promise<void>((done) => stream.end(() => done()))
      if (failed) throw new Refusal(`${basename(file)} cannot be written: ${failed.message}.`)
      renameSync(unfinished, file)
    },
    drop: async () => {
      if (!stream.closed) await closed()
      rmSync(unfinished, { force: true })
    },
  }
}
