import { expect, test } from 'vitest'
import { toCents, writtenToCents } from './cents.ts'

test('an amount is written to the nearest cent, a half away from zero, or cut off', () => {
  expect(toCents(1_005_000n, 6)).toBe(1_010_000n)
  expect(toCents(-1_005_000n, 6)).toBe(-1_010_000n)
  expect(toCents(1_004_999n, 6)).toBe(1_000_000n)
  expect(toCents(1_009_999n, 6, 'down')).toBe(1_000_000n)
  expect(toCents(7n, 2)).toBe(7n)
})

test('parts as written and the rest add up to the sum as written', () => {
  const parts = { onTime: 100_051_104_000n, late: 28_409_174_000n, claimable: 18_456_561_064n }
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0n)
  const written = writtenToCents(parts, total, 6, ['claimable'])
  expect(written).toEqual({
    parts: { onTime: 100_051_100_000n, late: 28_409_170_000n, claimable: 18_456_560_000n },
    rest: 10_000n,
    total: 146_916_840_000n,
  })
})

test('where nothing is written away there is no rest', () => {
  expect(writtenToCents({ a: 2_000_000n, b: 3_500_000n }, 5_500_000n, 6).rest).toBe(0n)
})
