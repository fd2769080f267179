import { expect, test } from 'vitest'
import { monthsBetween, monthsShown } from './months.ts'

const at = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1000
const entry = (month: string, received: number, expected: number) => ({
  month,
  receivedPrincipal: String(received),
  receivedInterest: '1',
  expectedPrincipal: String(expected),
  expectedInterest: '0',
})

test('months without cash are drawn too, so that time runs evenly over the turn of a year', () => {
  const shown = monthsShown([entry('2026-11', 5, 0), entry('2027-02', 0, 7)], at('2026-12-10'), 12, 48)
  expect(shown.map(({ key, total }) => [key, total])).toEqual([
    ['2026-11', 6n],
    ['2026-12', 0n],
    ['2027-01', 0n],
    ['2027-02', 8n],
  ])
})

test('no more of the past and the future is drawn than there is room for', () => {
  const shown = monthsShown([entry('2020-01', 5, 0), entry('2040-01', 0, 7)], at('2026-12-10'), 2, 3)
  expect(shown.map(({ key }) => key)).toEqual([
    '2026-10',
    '2026-11',
    '2026-12',
    '2027-01',
    '2027-02',
    '2027-03',
  ])
})

test('without any cash there is nothing to draw', () => {
  expect(monthsShown([], at('2026-12-10'), 12, 48)).toEqual([])
})

test('December to February is two months', () => {
  expect(monthsBetween(at('2026-12-31'), at('2027-02-01'))).toBe(2)
})
