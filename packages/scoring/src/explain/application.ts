import type { Frame, Input } from '../data/frame.ts'
import type { ModelContent } from '../files/model.ts'
import { Refusal } from '../refusal.ts'
import { CellUnreadable } from '../schema/cell.ts'
import { applicationColumns, type Schema } from '../schema/definition.ts'
import { levelOf, numberOf, type RowReader, rowReader, todayInDays } from '../schema/derive.ts'

/** What an applicant says: the texts of the tape's columns. A column that is left out is not known. */
export type Cells = Readonly<Record<string, string>>

/** The fields of an application the model of a schema reads, empty where nothing was said. */
export const fieldsOf = (schema: Schema, cells: Cells): Record<string, string> =>
  Object.fromEntries(applicationColumns(schema).map((column) => [column, cells[column] ?? '']))

/** The cells of one application as the schema reads them. */
export const readCells = (schema: Schema, cells: Cells, today = todayInDays()): RowReader =>
  rowReader(schema, (column) => cells[column] ?? '', today)

/**
 * One application as a frame of one row.
 * @throws Refusal that names the field that cannot be read.
 */
export function frameOf({ schema }: Pick<ModelContent, 'schema'>, row: RowReader): Frame {
  try {
    return { rows: 1, inputs: schema.inputs.map((input) => inputOf(schema, input, row)) }
  } catch (error) {
    if (error instanceof CellUnreadable)
      throw new Refusal(`The application cannot be read: ${error.message}.`)
    throw error
  }
}

function inputOf(schema: Schema, input: Schema['inputs'][number], row: RowReader): Input {
  if (input.kind === 'numeric')
    return { kind: 'numeric', name: input.name, values: Float64Array.of(numberOf(schema, input, row)) }
  const level = levelOf(input, row)
  return level === ''
    ? { kind: 'categorical', name: input.name, levels: [], codes: Int32Array.of(-1) }
    : { kind: 'categorical', name: input.name, levels: [level], codes: Int32Array.of(0) }
}
