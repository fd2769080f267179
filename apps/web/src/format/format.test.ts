import { describe, expect, test } from 'vitest'
import { formatAmount, formatChange } from './amount.ts'
import { formatDate, formatDateTime, formatMonth, formatZone } from './date.ts'
import { formatFraction, formatRate, formatShare } from './rate.ts'

describe('amounts', () => {
  test('no digit is lost where a float would lose it', () => {
    expect(formatAmount(9_007_199_254_740_993_000_001n, 6, 'en-GB', 'exact')).toBe(
      '9,007,199,254,740,993.000001',
    )
    expect(formatAmount(1_234_567_890_123_456_789_012_345_678n, 18, 'en-GB', 'exact')).toBe(
      '1,234,567,890.123456789012345678',
    )
  })

  test('an exact amount has at least two decimals and no more than it needs', () => {
    expect(formatAmount('312090000', 6, 'zh-CN', 'exact')).toBe('312.09')
    expect(formatAmount('312000000', 6, 'zh-CN', 'exact')).toBe('312.00')
  })

  test('what can be claimed rounds down, what is owed rounds up, what is shown rounds to the nearest', () => {
    expect(formatAmount(16_730_001n, 6, 'zh-CN', 'cents', 'up')).toBe('16.74')
    expect(formatAmount(16_739_999n, 6, 'zh-CN', 'cents', 'down')).toBe('16.73')
    expect(formatAmount(16_735_000n, 6, 'zh-CN', 'cents')).toBe('16.74')
  })

  test('short begins at 10,000 and counts in 万 and 亿, or K and M', () => {
    expect(formatAmount(9_999_000_000n, 6, 'zh-CN', 'short')).toBe('9,999')
    expect(formatAmount(123_456_000_000n, 6, 'zh-CN', 'short')).toBe('12.3万')
    expect(formatAmount(352_000_000_000_000n, 6, 'zh-CN', 'short')).toBe('3.52亿')
    expect(formatAmount(123_456_000_000n, 6, 'en-GB', 'short')).toBe('123K')
    expect(formatAmount(1_230_000_000_000n, 6, 'en-GB', 'short')).toBe('1.23M')
  })

  test('a minus is U+2212 and a change carries its sign', () => {
    expect(formatAmount(-5_000_000n, 6, 'en-GB')).toBe('−5.00')
    expect(formatChange(948_330_000n, 6, 'en-GB')).toBe('▲ +948.33')
    expect(formatChange(-1n, 0, 'en-GB')).toBe('▼ −1.00')
  })
})

test('rates are two decimals of a percent, exactly', () => {
  expect(formatRate(125_300, 'zh-CN')).toBe('12.53%')
  expect(formatShare(426_000, 'zh-CN')).toBe('42.6%')
  expect(formatShare(1_000_000, 'zh-CN')).toBe('100%')
  expect(formatFraction(-0.0118, 'en-GB')).toBe('−1.18%')
  expect(formatFraction(null, 'en-GB')).toBe('—')
})

describe('dates', () => {
  const at = Date.UTC(2026, 10, 24, 1, 0) / 1000
  test('never in figures alone', () => {
    expect(formatDate(at, 'zh-CN', 'Asia/Shanghai')).toBe('2026年11月24日')
    expect(formatDate(at, 'en-GB', 'Asia/Shanghai')).toBe('24 Nov 2026')
    expect(formatMonth(at, 'zh-CN', 'UTC')).toBe('2026年11月')
  })

  test('a deadline names its zone', () => {
    expect(formatDateTime(at, 'zh-CN', 'Asia/Shanghai')).toBe('2026年11月24日 09:00（UTC+8）')
    expect(formatDateTime(at, 'en-GB', 'America/St_Johns')).toBe('23 Nov 2026, 21:30 (UTC−3:30)')
    expect(formatZone(at, 'UTC')).toBe('UTC')
  })
})
