import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readModel } from '../files/model.ts'
import { dateIn } from '../schema/cell.ts'
import type { DateFormat } from '../schema/definition.ts'
import { askedColumns, askedFields, dateText } from './asked.ts'

const { schema } = readModel(
  readFileSync(new URL('../../models/lendingclub-2009.json', import.meta.url), 'utf8'),
  'model.json',
).content
const now = Date.UTC(2026, 10, 25, 23, 59, 59) / 1_000

test('amount, term and day of a loan asked for stand in the columns the schema reads', () => {
  const asked = { principal: 12_000_500_000n, decimals: 6, months: 36, now }
  expect(askedFields(schema, asked)).toEqual({ loan_amnt: '12000.5', term: '36', issue_d: '2026-11-25' })
  expect(askedColumns(schema)).toEqual(['loan_amnt', 'term', 'issue_d'])
})

test.each([
  { principal: 5_000n, decimals: 0, text: '5000' },
  { principal: 5_000_00n, decimals: 2, text: '5000' },
  { principal: 1n, decimals: 18, text: '0.000000000000000001' },
  { principal: 10_050n, decimals: 3, text: '10.05' },
])('$principal base units of $decimals decimals are $text', ({ principal, decimals, text }) => {
  expect(askedFields(schema, { principal, decimals, months: 1, now })).toMatchObject({ loan_amnt: text })
})

test('an amount has the decimal sign of its column', () => {
  const loanAmount = { role: 'application', type: 'number', decimal: ',' } as const
  const german = { ...schema, columns: { ...schema.columns, loan_amnt: loanAmount } }
  expect(askedFields(german, { principal: 15n, decimals: 1, months: 1, now })).toMatchObject({
    loan_amnt: '1,5',
  })
})

const wholeDays: readonly DateFormat[] = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD.MM.YYYY',
]
const months: readonly DateFormat[] = ['YYYY-MM', 'MMM-YYYY', 'MMM-YY']
const today = 30_000
const column = (format: DateFormat) => ({ role: 'issueDate', type: 'date', format }) as const

test.each(wholeDays)('a day written as %s is read as the same day', (format) => {
  const text = dateText('2026-03-09', format)
  expect(dateIn('day', column(format), text, today)).toBe(Date.UTC(2026, 2, 9) / 86_400_000)
})

test.each(months)('a day written as %s is read as the first of its month', (format) => {
  const text = dateText('2026-03-09', format)
  expect(dateIn('day', column(format), text, today)).toBe(Date.UTC(2026, 2, 1) / 86_400_000)
})
