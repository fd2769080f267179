import type { LabelledFrame } from '../data/frame.ts'
import { CellUnreadable } from '../schema/cell.ts'
import { outcomeColumnsOf } from '../schema/check.ts'
import { applicationColumns, columnsOf, issueDateColumn, type Schema } from '../schema/definition.ts'
import type { RowReader } from '../schema/derive.ts'
import { outcomeOf } from '../schema/outcome.ts'
import { InputRows, type KnownLevels } from './columns.ts'
import { eachRow, type TapeOptions } from './rows.ts'

/** What is known afterwards of each loan, beside its outcome; never read by a model. */
export type Afterwards = {
  /** Months of the term; NaN = not known. */
  readonly term: Float64Array
  /** Days since 1970 of the default; NaN for a loan that was repaid or whose default has no date. */
  readonly defaultedOn: Float64Array
  /** Principal that was open at the default, and what of it never came back; NaN where not known. */
  readonly exposure: Float64Array
  readonly lost: Float64Array
  /** The group of each loan, by column. */
  readonly groups: Readonly<Record<string, readonly string[]>>
}

export type LabelledTape = {
  readonly frame: LabelledFrame
  readonly afterwards: Afterwards
  readonly counts: {
    readonly rows: number
    readonly bad: number
    readonly notFinished: number
    /** Outside the dates asked for. */
    readonly otherDates: number
    readonly used: number
  }
  readonly unknownLevels: InputRows['unknownLevels']
}

export type LabelledOptions = TapeOptions & {
  /** Days since 1970: loans issued on or after it, and before it. */
  readonly from?: number
  readonly before?: number
  /** Levels to code by; without them every level met is one. */
  readonly known?: KnownLevels
}

/** The columns a tape must have for loans whose end is known to be read from it. */
export function labelledColumns(schema: Schema): string[] {
  return [
    ...new Set([
      ...schema.inputs.flatMap(({ from }) => columnsOf(from)),
      ...applicationColumns(schema),
      ...outcomeColumnsOf(schema),
      issueDateColumn(schema),
      ...(schema.defaultDate ? [schema.defaultDate.column] : []),
      ...Object.values(schema.loss ?? {}),
      ...groupColumns(schema),
    ]),
  ]
}

export const groupColumns = (schema: Schema): string[] =>
  Object.keys(schema.columns).filter((name) => {
    const column = schema.columns[name]
    return column?.role === 'group' || column?.group === true
  })

/**
 * Reads the loans of a tape whose end is known, issued between the dates told.
 * @throws Refusal for a tape that cannot be read.
 */
export async function readLabelled(
  file: string,
  schema: Schema,
  options: LabelledOptions = {},
): Promise<LabelledTape> {
  const { from = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY } = options
  const inputs = new InputRows(schema, options.known)
  const issueDate = issueDateColumn(schema)
  const outcome: number[] = []
  const issuedOn: number[] = []
  const after = afterwardsRows(schema)
  let [notFinished, otherDates] = [0, 0]
  const { rows, bad } = await eachRow(file, schema, labelledColumns(schema), options, (row) => {
    const issued = row.date(issueDate)
    if (Number.isNaN(issued)) throw new CellUnreadable(issueDate, '', 'empty')
    if (issued < from || issued >= before) return void otherDates++
    const ended = outcomeOf(schema, row)
    if (ended === 'notFinished') return void notFinished++
    inputs.read(row)
    after.keep(row, ended === 'defaulted', issued)
    inputs.keep()
    outcome.push(ended === 'defaulted' ? 1 : 0)
    issuedOn.push(issued)
  })
  return {
    frame: {
      rows: outcome.length,
      inputs: inputs.take(),
      outcome: Uint8Array.from(outcome),
      issuedOn: Int32Array.from(issuedOn),
    },
    afterwards: after.take(),
    counts: { rows, bad, notFinished, otherDates, used: outcome.length },
    unknownLevels: inputs.unknownLevels,
  }
}

function afterwardsRows(schema: Schema) {
  const { term, defaultDate, loss } = schema
  const kept = {
    term: [] as number[],
    defaultedOn: [] as number[],
    exposure: [] as number[],
    lost: [] as number[],
  }
  const groups = groupColumns(schema).map((column) => ({ column, values: [] as string[] }))
  return {
    /** Reads everything before it keeps anything, so that a bad row leaves no trace. */
    keep(row: RowReader, defaulted: boolean, issued: number): void {
      const months = term === undefined ? Number.NaN : row.number(term)
      const on =
        defaultDate && defaulted
          ? defaultedOn(row.date(defaultDate.column), defaultDate.plusDays, issued)
          : Number.NaN
      const { exposure, lost } =
        loss && defaulted ? lossOf(row, loss) : { exposure: Number.NaN, lost: Number.NaN }
      const texts = groups.map(({ column }) => row.text(column))
      kept.term.push(months)
      kept.defaultedOn.push(on)
      kept.exposure.push(exposure)
      kept.lost.push(lost)
      for (const [at, { values }] of groups.entries()) values.push(texts[at] ?? '')
    },
    take: (): Afterwards => ({
      term: Float64Array.from(kept.term),
      defaultedOn: Float64Array.from(kept.defaultedOn),
      exposure: Float64Array.from(kept.exposure),
      lost: Float64Array.from(kept.lost),
      groups: Object.fromEntries(groups.map(({ column, values }) => [column, values])),
    }),
  }
}

/** Where nothing was ever paid, the time runs from the issue. */
const defaultedOn = (from: number, plusDays: number, issued: number): number =>
  (Number.isNaN(from) ? issued : from) + plusDays

/**
 * Loss as lenders count it: `lent - principal repaid` is open, `recovered - cost` came back; the difference is lost, none
 * of it below 0 and none above what was open. `principal repaid` must not hold what was recovered after the default.
 */
function lossOf(row: RowReader, loss: NonNullable<Schema['loss']>): { exposure: number; lost: number } {
  const exposure = Math.max(0, row.number(loss.lent) - row.number(loss.principalRepaid))
  const cost = loss.cost === undefined ? 0 : row.number(loss.cost)
  const cameBack = row.number(loss.recovered) - cost
  return { exposure, lost: Math.min(exposure, Math.max(0, exposure - cameBack)) }
}
