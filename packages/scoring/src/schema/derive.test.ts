import { describe, expect, test } from 'vitest'
import { CellUnreadable } from './cell.ts'
import type { Column, Derivation, LevelDerivation, Schema } from './definition.ts'
import { levelOf, numberOf, rowReader } from './derive.ts'

const columns: Record<string, Column> = {
  issued: { role: 'issueDate', type: 'date' },
  opened: { role: 'application', type: 'date', format: 'MMM-YYYY' },
  euro: { role: 'application', type: 'number', decimal: ',', thousands: '.' },
  share: { role: 'application', type: 'number' },
  income: { role: 'application', type: 'number', least: 0, missing: ['n/a'] },
  debt: { role: 'application', type: 'number' },
  note: { role: 'application' },
  home: { role: 'application' },
}
const schema: Schema = {
  format: 'hurong-scoring-schema',
  version: 1,
  name: 'a-tape',
  columns,
  outcome: { default: [{ column: 'note', is: ['x'] }], repaid: 'otherwise' },
  inputs: [],
}
const cells = {
  issued: '2010-03-31',
  opened: 'Jan-2001',
  euro: '1.234,50',
  share: '12.5%',
  income: '48000',
  debt: '0',
  note: '装修 房子',
  home: 'RENT',
}
const today = 20_000
const text = { en: 'x', zh: 'x' }
const value = (from: Derivation, changed: Record<string, string> = {}, more = {}) => {
  const row = rowReader(schema, (column) => ({ ...cells, ...changed })[column] ?? '', today)
  return numberOf(
    schema,
    { name: 'x', kind: 'numeric', from, label: text, reason: { code: 1, ...text }, ...more },
    row,
  )
}
const levelFrom = (from: LevelDerivation, changed: Record<string, string> = {}) =>
  levelOf(
    { name: 'x', kind: 'categorical', from, label: text, reason: { code: 1, ...text } },
    rowReader(schema, (column) => ({ ...cells, ...changed })[column] ?? '', today),
  )
const income = { column: 'income' }

describe('a number derived from a row', () => {
  test.each<[string, Derivation, number]>([
    ['a cell', income, 48_000],
    ['a number as written in Europe', { column: 'euro' }, 1234.5],
    ['a per cent', { column: 'share' }, 0.125],
    ['a sum', { sum: [income, { column: 'euro' }] }, 49_234.5],
    ['a difference', { difference: [income, { constant: 8_000 }] }, 40_000],
    ['a product', { product: [income, { constant: 2 }] }, 96_000],
    ['a ratio', { ratio: [income, { constant: 12 }] }, 4_000],
    ['a ratio over 0 is missing', { ratio: [income, { column: 'debt' }] }, Number.NaN],
    ['the least', { least: [income, { constant: 5 }] }, 5],
    ['the greatest', { greatest: [income, { constant: 5 }] }, 48_000],
    ['the first known', { firstKnown: [{ ratio: [income, { column: 'debt' }] }, { constant: 7 }] }, 7],
    ['a logarithm', { log1p: { constant: Math.E - 1 } }, 1],
    ['days', { days: { from: 'opened', to: 'issued' } }, 3_376],
    ['months', { months: { from: 'opened', to: 'issued' } }, 110],
    ['years', { years: { from: 'opened', to: 'issued' } }, 9],
    ['a month of the year', { monthOfYear: 'issued' }, 3],
    ['the length of a text, in characters', { textLength: 'note' }, 5],
    ['that a cell says something', { present: 'note' }, 1],
    ['a listed text', { lookup: { column: 'home', values: { RENT: 3 } } }, 3],
    ['a text that is not listed', { lookup: { column: 'home', values: {} } }, Number.NaN],
  ])('%s', (_, from, expected) => {
    if (Number.isNaN(expected)) expect(value(from)).toBeNaN()
    else expect(value(from)).toBeCloseTo(expected, 12)
  })

  test('an empty cell, or one that says "not known", makes the whole missing', () => {
    expect(value({ sum: [income, { constant: 1 }] }, { income: '' })).toBeNaN()
    expect(value(income, { income: ' n/a ' })).toBeNaN()
  })

  test('is scaled, then outliers are moved to the ends', () => {
    expect(value(income, {}, { scale: 0.001 })).toBe(48)
    expect(value(income, {}, { scale: 0.001, max: 40 })).toBe(40)
    expect(value(income, {}, { min: 50_000 })).toBe(50_000)
  })

  test.each([
    ['income', '-5', income, 'income "-5" is negative'],
    ['income', '12k', income, 'income "12k" is not a number'],
    ['issued', '2010-02-31', { monthOfYear: 'issued' }, 'issued "2010-02-31" is not a date'],
    ['issued', '2199-01-01', { monthOfYear: 'issued' }, 'issued "2199-01-01" lies in the future'],
  ] as const)('%s "%s" is refused', (column, cell, from, said) => {
    expect(() => value(from, { [column]: cell })).toThrow(CellUnreadable)
    expect(() => value(from, { [column]: cell })).toThrow(said)
  })
})

describe('a level derived from a row', () => {
  test('is a text, its first characters, several together, or the group it belongs to', () => {
    expect(levelFrom({ column: 'home' })).toBe('RENT')
    expect(levelFrom({ prefix: { column: 'note', length: 2 } })).toBe('装修')
    expect(levelFrom({ joined: ['home', 'note'] })).toBe('RENT / 装修 房子')
    expect(levelFrom({ joined: ['home', 'note'] }, { note: '' })).toBe('')
    const grouped = (otherwise?: string) => ({
      grouped: {
        column: 'home',
        levels: { tenant: ['RENT', 'LODGER'] },
        ...(otherwise ? { otherwise } : {}),
      },
    })
    expect(levelFrom(grouped())).toBe('tenant')
    expect(levelFrom(grouped(), { home: 'BOAT' })).toBe('BOAT')
    expect(levelFrom(grouped('other'), { home: 'BOAT' })).toBe('other')
    expect(levelFrom(grouped('other'), { home: '' })).toBe('')
  })
})
