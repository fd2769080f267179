import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDrawnAt } from '../fixtures/arbitraries.ts'
import { at } from '../fixtures/loans.ts'
import { addMonths, DAY, dueAt } from './calendar.ts'

const monthly = (drawn: string, ks: number[], interval = 1) =>
  ks.map((k) => new Date(dueAt(at(drawn), 'month', interval, k) * 1000).toISOString().slice(0, 19))

describe('dueAt', () => {
  test('31 January gives 28 February and then 31 March, 30 April', () => {
    expect(monthly('2026-01-31T10:30:07', [0, 1, 2, 3])).toEqual([
      '2026-01-31T10:30:07',
      '2026-02-28T10:30:07',
      '2026-03-31T10:30:07',
      '2026-04-30T10:30:07',
    ])
  })

  test('31 January gives 29 February in a leap year', () => {
    expect(monthly('2028-01-31T23:59:59', [1, 2])).toEqual(['2028-02-29T23:59:59', '2028-03-31T23:59:59'])
  })

  test('29 February is clamped in common years and returns in leap years', () => {
    expect(monthly('2024-02-29', [12, 24, 48])).toEqual([
      '2025-02-28T00:00:00',
      '2026-02-28T00:00:00',
      '2028-02-29T00:00:00',
    ])
  })

  test('2100 is no leap year, 2000 was one', () => {
    expect(monthly('2099-11-30', [3])).toEqual(['2100-02-28T00:00:00'])
    expect(monthly('2096-02-29', [4], 12)).toEqual(['2100-02-28T00:00:00'])
    expect(monthly('1999-12-31', [2])).toEqual(['2000-02-29T00:00:00'])
  })

  test('a quarter from 30 November, and over the turn of the year', () => {
    expect(monthly('2025-11-30T06:00:00', [1, 2], 3)).toEqual(['2026-02-28T06:00:00', '2026-05-30T06:00:00'])
  })

  test('weeks and days are counted in whole days of 86,400 seconds', () => {
    expect(dueAt(1_000_003, 'week', 2, 3)).toBe(1_000_003 + 42 * 86_400)
    expect(dueAt(1_000_003, 'day', 30, 2)).toBe(1_000_003 + 60 * 86_400)
  })

  test('every month has its own due date, on the draw day or the last day of the month', () => {
    fc.assert(
      fc.property(anyDrawnAt, fc.integer({ min: 0, max: 360 }), (drawnAt, months) => {
        const drawn = new Date(drawnAt * 1000)
        const due = new Date(addMonths(drawnAt, months) * 1000)
        const monthsBetween =
          (due.getUTCFullYear() - drawn.getUTCFullYear()) * 12 + due.getUTCMonth() - drawn.getUTCMonth()
        expect(monthsBetween).toBe(months)
        expect((due.getTime() / 1000) % DAY).toBe(drawnAt % DAY)
        const nextDay = new Date(due.getTime() + DAY * 1000)
        const isDrawDay = due.getUTCDate() === drawn.getUTCDate()
        const isLastDay = nextDay.getUTCDate() === 1 && due.getUTCDate() < drawn.getUTCDate()
        expect(isDrawDay || isLastDay).toBe(true)
      }),
    )
  })
})
