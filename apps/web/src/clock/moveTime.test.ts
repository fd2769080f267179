import { expect, test } from 'vitest'
import { firstDueAfter, targetOf } from './moveTime.ts'

const at = (text: string) => Date.parse(text) / 1000

test('a month is a calendar month, clamped to its last day', () => {
  expect(targetOf('month', at('2027-01-31T09:00:00Z'))).toBe(at('2027-02-28T09:00:00Z'))
  expect(targetOf('day', at('2027-02-28T09:00:00Z'))).toBe(at('2027-03-01T09:00:00Z'))
})

test('time never runs backwards', () => {
  expect(targetOf({ until: 5 }, 10)).toBe(10)
  expect(targetOf({ until: 15 }, 10)).toBe(15)
})

test('the next due date is the first one to come, not one that has passed', () => {
  expect(
    firstDueAfter([{ nextDueAt: 30 }, { nextDueAt: 5 }, { nextDueAt: null }, { nextDueAt: 20 }], 10),
  ).toBe(20)
  expect(firstDueAfter([{ nextDueAt: null }], 10)).toBeNull()
})
