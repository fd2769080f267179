import { expect, test } from 'vitest'
import { paceOf } from './pace.ts'

const day = 86_400
const loan = {
  requestedAt: day,
  fundingDeadline: 11 * day,
  raised: '500',
  terms: { principal: '1000' },
} as Parameters<typeof paceOf>[0]

test('half of a raise in half of its time is just enough', () => {
  expect(paceOf(loan, 6 * day)).toEqual({ daily: 100n, isEnough: true })
})

test('a little later the same is not, and a day’s share is rounded down', () => {
  expect(paceOf(loan, 7 * day)).toEqual({ daily: 83n, isEnough: false })
})

test('the first day foretells nothing, and neither does a loan whose first day is not known', () => {
  expect(paceOf(loan, 2 * day - 1)).toBeNull()
  expect(paceOf({ ...loan, requestedAt: 0 }, 6 * day)).toBeNull()
})

test('a raise nobody put anything into stands still; one that is full or over its time is told so', () => {
  expect(paceOf({ ...loan, raised: '0' }, 6 * day)).toEqual({ daily: 0n, isEnough: false })
  expect(paceOf({ ...loan, raised: '1000' }, 12 * day)?.isEnough).toBe(true)
  expect(paceOf(loan, 12 * day)?.isEnough).toBe(false)
})
