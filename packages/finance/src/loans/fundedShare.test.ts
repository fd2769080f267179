import { expect, test } from 'vitest'
import { DivisionOutOfRange } from '../money/divide.ts'
import { fundedShare } from './fundedShare.ts'

test('a third is 333,333 millionths, and one unit short of all is not all', () => {
  expect(fundedShare(1_000n, 3_000n)).toBe(333_333)
  expect(fundedShare(9_999_999_999n, 10_000_000_000n)).toBe(999_999)
  expect(fundedShare(10_000_000_000n, 10_000_000_000n)).toBe(1_000_000)
})

test('nothing raised, and nothing asked for, are both no share', () => {
  expect(fundedShare(0n, 3_000n)).toBe(0)
  expect(fundedShare(0n, 0n)).toBe(0)
})

test('a negative figure is refused', () => {
  expect(() => fundedShare(-1n, 3_000n)).toThrow(DivisionOutOfRange)
  expect(() => fundedShare(1n, -3_000n)).toThrow(DivisionOutOfRange)
})
