import { expect, test } from 'vitest'
import { makeI18n } from '../i18n/context.tsx'
import { en } from '../i18n/en/index.ts'
import { zh } from '../i18n/zh/index.ts'
import { formatDuration } from './duration.ts'
import { readAmount } from './readAmount.ts'

test('grouping, full-width digits and a Chinese full stop are read as people mean them', () => {
  expect(readAmount('1,000.50', 6)).toEqual({ units: 1_000_500_000n })
  expect(readAmount('１，０００。５', 2)).toEqual({ units: 100_050n })
  expect(readAmount(' .5 ', 2)).toEqual({ units: 50n })
})

test('what is no amount says why', () => {
  expect(readAmount('', 2)).toEqual({ fault: 'empty' })
  expect(readAmount('-5', 2)).toEqual({ fault: 'unreadable' })
  expect(readAmount('五百', 2)).toEqual({ fault: 'unreadable' })
  expect(readAmount('1e3', 2)).toEqual({ fault: 'unreadable' })
  expect(readAmount('0.001', 2)).toEqual({ fault: 'tooFine' })
})

test('a span of time is said in its greatest units, rounded down', () => {
  const chinese = makeI18n('zh', zh)
  expect(formatDuration(3 * 3_600 + 1_800, chinese)).toBe('3小时')
  expect(formatDuration(43 * 3_600, chinese)).toBe('1天19小时')
  expect(formatDuration(5 * 86_400 + 3_600, makeI18n('en', en))).toBe('5 days')
})
