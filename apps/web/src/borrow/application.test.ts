import { readFileSync } from 'node:fs'
import { dateText, readModel } from '@hurong/scoring/explain'
import { expect, test } from 'vitest'
import {
  betterTerms,
  cellsOf,
  fieldsAsked,
  mainFieldsOf,
  offersFor,
  preAssess,
  saidOf,
  wordOfPurpose,
} from './application.ts'

const { content } = readModel(
  readFileSync(new URL('../../../../packages/scoring/models/lendingclub-2009.json', import.meta.url), 'utf8'),
  'model.json',
)
const now = Date.UTC(2026, 10, 25) / 1_000
const wish = {
  principal: 12_000_500_000n,
  months: 36,
  annualRate: 120_000,
  method: 'equalInstalment',
} as const
const asked = { wish, decimals: 6, now }
const said = { annual_inc: '45000', dti: '18.5', home_ownership: 'RENT', inq_last_6mths: '3' }

test('nobody is asked for what follows from the request itself', () => {
  const columns = fieldsAsked(content).map(({ column }) => column)
  expect(columns).toContain('annual_inc')
  expect(columns.filter((column) => ['loan_amnt', 'term', 'issue_d'].includes(column))).toEqual([])
})

test('every field has a name in both languages, and words are chosen from those the model knows', () => {
  const fields = fieldsAsked(content)
  expect(fields.filter(({ label }) => !label?.zh || !label.en)).toEqual([])
  expect(fields.find(({ column }) => column === 'home_ownership')).toMatchObject({
    kind: 'choice',
    choices: expect.arrayContaining([{ value: 'RENT', label: { en: 'Rented', zh: '租房' } }]),
  })
  for (const { label, value } of fields.flatMap(({ choices }) => choices)) {
    expect(label.zh, value).toMatch(/[\u4e00-\u9fff]/)
    expect(label.en, value).not.toMatch(/_/)
  }
  expect(fields.find(({ column }) => column === 'earliest_cr_line')?.kind).toBe('date')
})

test('amount, term and day come from what is asked for', () => {
  expect(cellsOf(content, said, asked)).toMatchObject({
    loan_amnt: '12000.5',
    term: '36',
    issue_d: '2026-11-25',
    annual_inc: '45000',
    revol_bal: '',
  })
})

test('days are written as the schema has them', () => {
  expect(dateText('2026-03-09', 'DD.MM.YYYY')).toBe('09.03.2026')
  expect(dateText('2026-03-09', 'MMM-YY')).toBe('Mar-26')
  expect(saidOf(content, { earliest_cr_line: '2015-03-01', annual_inc: ' 9 ' })).toEqual({
    earliest_cr_line: '2015-03-01',
    annual_inc: '9',
  })
})

test('what would improve the grade leads to a better one', () => {
  const { score, better } = preAssess(content, said, asked)
  expect(better.length).toBeGreaterThan(0)
  for (const { grade } of better) expect(grade < score.grade).toBe(true)
})

test('the fields that move the score most are those a grade waits for', () => {
  const fields = fieldsAsked(content).filter(({ column }) => column !== 'purpose')
  const main = mainFieldsOf(content, fields)
  expect(main.map(({ column }) => column)).toContain('annual_inc')
  expect(main).toHaveLength(4)
})

test('the purpose chosen for the loan is said in the word of the model, and nothing where it has none', () => {
  const field = fieldsAsked(content).find(({ column }) => column === 'purpose')
  expect(field && wordOfPurpose(field, 'education')).toBe('educational')
  expect(field && wordOfPurpose(field, 'renewableEnergy')).toBe('')
})

test('terms with a better grade than the one asked for are named by grade', () => {
  const offer = (months: number, grade: string) => ({ months, score: { grade }, leastRate: 1 }) as never
  const offers = [offer(6, 'B'), offer(12, 'C'), offer(24, 'D'), offer(36, 'C'), offer(60, 'E')]
  expect(betterTerms(offers, 'D')).toEqual([
    { grade: 'B', months: [6] },
    { grade: 'C', months: [12, 36] },
  ])
  expect(betterTerms(offers, 'B')).toEqual([])
})

test('a longer term is riskier and dearer, and the rate leaves more the more is wanted', () => {
  const offers = offersFor(content, said, asked, [12, 36], 50_000)
  expect(offers.map(({ months }) => months)).toEqual([12, 36])
  expect(offers[1]?.score.pdLifetime).toBeGreaterThan(offers[0]?.score.pdLifetime ?? 0)
  const [, dearer] = offersFor(content, said, asked, [12, 36], 80_000)
  expect(dearer?.leastRate).toBeGreaterThan(offers[1]?.leastRate ?? 0)
})
