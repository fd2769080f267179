import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dueAt } from '../loans/calendar.ts'
import { instalmentOf } from '../loans/instalment.ts'
import { partialInterestUp } from '../loans/interest.ts'
import { periodRate } from '../loans/rate.ts'
import { METHODS, UNITS } from '../loans/terms.ts'
import { VECTORS_FOLDER } from './files.ts'

const FILE = new URL('from-solidity.json', VECTORS_FOLDER)
const LEAST_ROWS = 100

type Row = Record<string, bigint>

/** forge may write an integer of any length bare; its digits are taken from the source, before a float loses them. */
const exact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' ? BigInt(context?.source ?? value) : value

function rowsOf(table: string): Row[] {
  const file = JSON.parse(readFileSync(FILE, 'utf8'), exact) as Record<
    string,
    Record<string, (string | bigint)[]>
  >
  const columns = Object.entries(file[table] ?? {})
  const length = columns[0]?.[1].length ?? 0
  for (const [name, values] of columns) {
    if (values.length !== length)
      throw new RangeError(`${table}.${name} has ${values.length} rows, not ${length}.`)
  }
  return Array.from({ length }, (_, i) =>
    Object.fromEntries(columns.map(([name, values]) => [name, BigInt(values[i] ?? Number.NaN)])),
  )
}

const of = (row: Row, name: string): bigint => {
  const value = row[name]
  if (value === undefined) throw new RangeError(`There is no column ${name}.`)
  return value
}
const numberOf = (row: Row, name: string): number => Number(of(row, name))
const unitOf = (row: Row) => {
  const unit = UNITS[numberOf(row, 'unit')]
  if (!unit) throw new RangeError(`There is no unit ${row.unit}.`)
  return unit
}
const methodOf = (row: Row) => {
  const method = METHODS[numberOf(row, 'method')]
  if (!method) throw new RangeError(`There is no method ${row.method}.`)
  return method
}

const RECOMPUTED: Record<string, (row: Row) => bigint> = {
  dueAt: (row) =>
    BigInt(dueAt(numberOf(row, 'drawnAt'), unitOf(row), numberOf(row, 'interval'), numberOf(row, 'k'))),
  instalmentOf: (row) =>
    instalmentOf(
      {
        method: methodOf(row),
        annualRate: of(row, 'annualRate'),
        unit: unitOf(row),
        interval: numberOf(row, 'interval'),
      },
      of(row, 'principal'),
      numberOf(row, 'amortisingCount'),
    ),
  partialInterestUp: (row) =>
    partialInterestUp(
      of(row, 'balance'),
      periodRate(of(row, 'annualRate'), unitOf(row), numberOf(row, 'interval')),
      numberOf(row, 'from'),
      numberOf(row, 'to'),
      numberOf(row, 'length'),
    ),
}

describe('figures computed by the contracts', () => {
  test('are there to be compared', () => {
    expect(
      existsSync(FILE),
      'contracts/test/vectors/from-solidity.json is missing: the contract tests write it',
    ).toBe(true)
  })

  test.each(Object.keys(RECOMPUTED))('%s agrees on every row', (table) => {
    const rows = rowsOf(table)
    expect(rows.length).toBeGreaterThanOrEqual(LEAST_ROWS)
    for (const row of rows) expect({ ...row, expected: RECOMPUTED[table]?.(row) }).toEqual(row)
  })
})
