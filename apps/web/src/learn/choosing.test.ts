import type { LoanStatus, LoanSummary } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { coveredBy, isEven, nextOf, rankedFor } from './choosing.ts'

const loan = (number: number, status: LoanStatus, nextDueAt: number | null = 50, instalmentsSettled = 4) => ({
  ...{ number, status, nextDueAt, instalmentsSettled, terms: { count: 36 } },
})

test('no more instalments can be collected than both balance and permission go', () => {
  expect(coveredBy(250n, 1_000n, 100n)).toBe(2)
  expect(coveredBy(250n, 90n, 100n)).toBe(0)
  expect(coveredBy(250n, 1_000n, 0n)).toBe(0)
})

test('only where every instalment is the same does one amount tell how many are covered', () => {
  const terms = { method: 'equalInstalment', unit: 'month', interestOnlyCount: 0 } as LoanSummary['terms']
  expect(isEven(terms)).toBe(true)
  expect(isEven({ ...terms, method: 'interestOnly' })).toBe(false)
  expect(isEven({ ...terms, interestOnlyCount: 6 })).toBe(false)
})

test('where time can be moved, a loan that pays a little more and then runs late is followed first', () => {
  const loans = [loan(1, 'late'), loan(2, 'active'), loan(3, 'active'), loan(4, 'active'), loan(5, 'active')]
  const covered = new Map([
    [2, 40],
    [3, 2],
    [4, 0],
    [5, 1],
  ])
  expect(rankedFor(loans, covered)).toEqual([5, 3, 4, 1, 2])
})

test('a loan whose last instalments are covered is not taken for one that runs late', () => {
  const loans = [loan(1, 'active', 10, 34), loan(2, 'late')]
  expect(rankedFor(loans, new Map([[1, 2]]))).toEqual([2, 1])
})

test('of two alike the one due sooner comes first', () => {
  const covered = new Map([
    [1, 1],
    [2, 1],
  ])
  expect(rankedFor([loan(1, 'active', 90), loan(2, 'active', 20)], covered)).toEqual([2, 1])
})

test('where time stands still, a loan that has gone all the way is followed first', () => {
  const loans = [loan(1, 'funding', null), loan(2, 'active'), loan(3, 'late'), loan(4, 'defaulted')]
  expect(rankedFor(loans, undefined)).toEqual([4, 3, 2, 1])
})

test('another one is the next in turn, and the first again after the last', () => {
  expect(nextOf([5, 3, 4], undefined)).toBe(5)
  expect(nextOf([5, 3, 4], 5)).toBe(3)
  expect(nextOf([5, 3, 4], 4)).toBe(5)
  expect(nextOf([5, 3, 4], 99)).toBe(5)
  expect(nextOf([], 99)).toBeUndefined()
})
