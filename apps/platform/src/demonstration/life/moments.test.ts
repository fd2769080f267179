import { DAY } from '@hurong/finance'
import { expect, test } from 'vitest'
import { momentsBetween } from './moments.ts'

const from = 1_800_000_000
const daysOf = (to: number) => momentsBetween(from, to).map((at) => (at - from) / DAY)

test('people act when a day is over, and not within half a day', () => {
  expect(daysOf(from + DAY)).toEqual([1])
  expect(daysOf(from + DAY / 4)).toEqual([])
})

test('within a month people act every few days, so that no raise expires unseen', () => {
  expect(daysOf(from + 31 * DAY)).toEqual([3, 7, 14, 24, 31])
})

test('however far the clock is moved, people act seven times, at the beginning and at the end', () => {
  expect(daysOf(from + 3_650 * DAY)).toEqual([3, 7, 14, 3_629, 3_636, 3_643, 3_650])
})
