import { basename } from 'node:path'
import { Refusal } from '../refusal.ts'
import { CellUnreadable } from '../schema/cell.ts'
import type { Schema } from '../schema/definition.ts'
import { type RowReader, rowReader, todayInDays } from '../schema/derive.ts'
import { type BytesRead, csvRecords } from './records.ts'

/** A row that cannot be used. */
export type BadRow = { readonly line: number; readonly reason: string }

export type TapeOptions = {
  /** Days since 1970; dates after it are refused. Today unless told. */
  readonly today?: number
  readonly onBytes?: BytesRead
  readonly onBadRow?: (row: BadRow) => void
}

/**
 * Reads the rows of a tape one by one and hands each to `use`; what `use` refuses with `CellUnreadable` is reported as a
 * bad row, and reading goes on.
 * @param needed Columns the tape must have.
 * @returns how many rows there were, and how many were bad.
 * @throws Refusal for what makes the whole unreadable.
 */
export async function eachRow(
  file: string,
  schema: Schema,
  needed: readonly string[],
  { today = todayInDays(), onBytes, onBadRow = () => {} }: TapeOptions,
  use: (row: RowReader, line: number, cells: readonly string[]) => void | Promise<void>,
): Promise<{ rows: number; bad: number }> {
  let header: readonly string[] | null = null
  let cells: readonly string[] = []
  let place = new Map<string, number>()
  const row = rowReader(schema, (column) => cells[place.get(column) ?? -1] ?? '', today)
  let [rows, bad] = [0, 0]
  for await (const record of csvRecords(file, schema.csv, onBytes)) {
    if (header === null) {
      header = record.cells.map((name) => name.trim())
      checkHeader(basename(file), header, needed)
      place = new Map(header.map((name, at) => [name, at]))
      continue
    }
    rows++
    cells = record.cells
    try {
      if (cells.length !== header.length)
        throw new RowShort(`the row has ${cells.length} cells; the header has ${header.length}`)
      await use(row, record.line, cells)
    } catch (error) {
      if (!(error instanceof CellUnreadable || error instanceof RowShort)) throw error
      bad++
      onBadRow({ line: record.line, reason: error.message })
    }
  }
  return { rows, bad }
}

class RowShort extends RangeError {}

function checkHeader(name: string, header: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((column) => !header.includes(column))
  if (missing.length > 0)
    throw new Refusal(
      `${name}, line 1: the tape has no column ${missing.join(', ')}. Check that tape and schema belong together.`,
    )
  const twice = needed.find((column) => header.indexOf(column) !== header.lastIndexOf(column))
  if (twice !== undefined) throw new Refusal(`${name}, line 1: the column ${twice} stands there twice.`)
}
