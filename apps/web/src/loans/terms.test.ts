import { expect, test } from 'vitest'
import { makeI18n } from '../i18n/context.tsx'
import { en } from '../i18n/en/index.ts'
import { zh } from '../i18n/zh/index.ts'
import { daysText } from './terms.ts'

test('a term of days is told in the months or weeks it was made of, and else in days', () => {
  const told = [360, 30, 210, 182, 100, 1, 0].map((days) => daysText(days, makeI18n('en', en)))
  expect(told).toEqual(['12 months', '1 month', '7 months', '26 weeks', '100 days', '1 day', '0 days'])
  expect(daysText(1_800, makeI18n('zh', zh))).toBe('60个月')
})
