import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyTerms } from '../fixtures/arbitraries.ts'
import { aLoan } from '../fixtures/loans.ts'
import { drawFee } from './fee.ts'
import {
  checkTerms,
  type LoanTerms,
  lateRateOf,
  METHOD_NUMBERS,
  METHODS,
  PRINCIPAL_MAX,
  TermOutOfRange,
  termDaysOf,
  UNIT_NUMBERS,
  UNITS,
} from './terms.ts'

describe('checkTerms', () => {
  test('accepts whatever lies within the ranges', () => {
    fc.assert(
      fc.property(anyTerms(360), (terms) => {
        expect(() => checkTerms(terms)).not.toThrow()
      }),
    )
  })

  test.each<[Partial<LoanTerms>, keyof LoanTerms]>([
    [{ principal: 0n }, 'principal'],
    [{ principal: PRINCIPAL_MAX + 1n }, 'principal'],
    [{ annualRate: 1_000_001n }, 'annualRate'],
    [{ annualRate: -1n }, 'annualRate'],
    [{ interval: 0 }, 'interval'],
    [{ interval: 1.5 }, 'interval'],
    [{ count: 0 }, 'count'],
    [{ count: 361 }, 'count'],
    [{ count: 121, interval: 3 }, 'count'],
    [{ count: 2, method: 'bullet' }, 'count'],
    [{ interestOnlyCount: 3 }, 'interestOnlyCount'],
    [{ interestOnlyCount: 1, method: 'interestOnly' }, 'interestOnlyCount'],
    [{ graceDays: -1 }, 'graceDays'],
  ])('refuses %o and names the term', (differing, term) => {
    expect(() => checkTerms(aLoan(differing))).toThrow(TermOutOfRange)
    expect(() => checkTerms(aLoan(differing))).toThrow(term)
  })
})

test('names and numbers of enums agree', () => {
  expect(METHODS.map((method) => METHOD_NUMBERS[method])).toEqual([0, 1, 2, 3])
  expect(UNITS.map((unit) => UNIT_NUMBERS[unit])).toEqual([0, 1, 2])
})

test('a term in days counts a month as 30 and a week as 7, whatever the interval', () => {
  expect(termDaysOf({ unit: 'month', interval: 1, count: 12 })).toBe(360)
  expect(termDaysOf({ unit: 'month', interval: 36, count: 1 })).toBe(1_080)
  expect(termDaysOf({ unit: 'week', interval: 2, count: 13 })).toBe(182)
  expect(termDaysOf({ unit: 'day', interval: 10, count: 9 })).toBe(90)
})

test('the late rate is never below the rate of the loan itself', () => {
  expect([lateRateOf(180_000n, 120_000n), lateRateOf(180_000n, 360_000n)]).toEqual([180_000n, 360_000n])
})

test('the fee on draw is rounded down: its payee receives it', () => {
  expect(drawFee(aLoan({ principal: 9_999n, originationFee: 10_000n }))).toBe(99n)
})
