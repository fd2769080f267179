import type { Holding } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { arranged, isRaising } from './sorting.ts'

const holding = (number: number, status: string, daysPastDue = 0, nextDueAt: number | null = null) =>
  ({ loan: { number, status, daysPastDue, nextDueAt }, outstanding: '1', balance: String(number) }) as Holding
const all = [
  holding(1, 'repaid'),
  holding(2, 'active', 0, 50),
  holding(3, 'late', 4, 40),
  holding(4, 'late', 70, 30),
]
const numbers = (holdings: readonly Holding[]) => holdings.map(({ loan }) => loan.number)

test('late loans come first, the latest at the top, ended ones last', () => {
  expect(numbers(arranged(all, 'all', 'lateFirst'))).toEqual([4, 3, 2, 1])
})

test('a loan without a due date stands behind those with one', () => {
  expect(numbers(arranged(all, 'all', 'nextDue'))).toEqual([4, 3, 2, 1])
})

test('only the kind asked for is shown', () => {
  expect(numbers(arranged(all, 'late', 'newest'))).toEqual([4, 3])
  expect(numbers(arranged(all, 'funding', 'newest'))).toEqual([])
})

test('a loan that is not drawn yet is told from one that owes', () => {
  expect(['funding', 'funded', 'active', 'cancelled'].map((status) => isRaising(holding(1, status)))).toEqual(
    [...[true, true, false, false]],
  )
})
