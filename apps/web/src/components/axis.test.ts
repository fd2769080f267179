import { expect, test } from 'vitest'
import { heightOf, ticksTo } from './axis.ts'

test('an axis starts at zero, ends at or above the greatest and has at most five marks', () => {
  expect(ticksTo(1_000n)).toEqual([0n, 500n, 1_000n])
  expect(ticksTo(830n)).toEqual([0n, 500n, 1_000n])
  expect(ticksTo(790n)).toEqual([0n, 200n, 400n, 600n, 800n])
  expect(ticksTo(3n)).toEqual([0n, 1n, 2n, 3n])
  expect(ticksTo(0n)).toEqual([0n])
})

test('a quarter of the greatest is a quarter as high', () => {
  expect(heightOf(250n, 1_000n, 160)).toBe(40)
  expect(heightOf(1n, 0n, 160)).toBe(0)
})
