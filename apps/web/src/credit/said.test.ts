import { readFileSync } from 'node:fs'
import type { ModelFile } from '@hurong/scoring/explain'
import { expect, test } from 'vitest'
import { makeI18n } from '../i18n/context.tsx'
import { en } from '../i18n/en/index.ts'
import { zh } from '../i18n/zh/index.ts'
import { saidName, saidValue } from './said.ts'

const file = new URL('../../../../packages/scoring/models/lendingclub-2009.json', import.meta.url)
const { schema } = (JSON.parse(readFileSync(file, 'utf8')) as ModelFile).content
const [inZh, inEn] = [makeI18n('zh', zh as never), makeI18n('en', en as never)]
const columns = Object.keys(schema.columns).filter((column) =>
  ['application', 'issueDate'].includes(schema.columns[column]?.role ?? ''),
)

test('no two fields of an application are called the same, and none begins small', () => {
  for (const i18n of [inZh, inEn]) {
    const names = columns.map((column) => saidName(schema, column, i18n))
    expect(new Set(names).size).toBe(columns.length)
    expect(names.filter((name) => name === undefined || /^[a-z]/.test(name))).toEqual([])
  }
})

test('figures stand in the locale’s way with their unit, a share as per cent', () => {
  expect(saidValue(schema, 'annual_inc', '90000', inZh)).toBe('90,000 USD')
  expect(saidValue(schema, 'annual_inc', '90000.55', inEn)).toBe('90,000.55 USD')
  expect(saidValue(schema, 'dti', '8', inZh)).toBe('8%')
  expect(saidValue(schema, 'revol_util', '0.35', inEn)).toBe('35%')
  // Who meant 30 % said 3,000 %: the underwriter sees it.
  expect(saidValue(schema, 'revol_util', '30', inEn)).toBe('3,000%')
  expect(saidValue(schema, 'term', '24', inZh)).toBe('24个月')
  expect(saidValue(schema, 'earliest_cr_line', '2001-05-01', inZh)).toBe('2001年5月1日')
})

test('what reads as it is spelled, and what is no figure, stays as it was said', () => {
  expect(saidValue(schema, 'open_acc', '9', inEn)).toBeUndefined()
  expect(saidValue(schema, 'annual_inc', 'n/a', inEn)).toBeUndefined()
  expect(saidValue(schema, 'purpose', 'debt_consolidation', inZh)).toBe('合并旧债')
})
