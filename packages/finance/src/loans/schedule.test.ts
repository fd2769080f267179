import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDrawnAt, anyTerms } from '../fixtures/arbitraries.ts'
import { aLoan, at } from '../fixtures/loans.ts'
import { drawLoan } from './position.ts'
import { repay } from './repay.ts'
import { remainingSchedule, scheduleOf } from './schedule.ts'
import type { LoanTerms } from './terms.ts'

const DRAWN = at('2026-01-31')
const paymentsOf = (terms: LoanTerms) =>
  scheduleOf(terms, DRAWN).map(({ interestDue, principalDue }) => [interestDue, principalDue])

describe('scheduleOf', () => {
  test('10,000.00 at 12 % in 3 equal instalments: 3,400.23, 3,400.23, 3,400.21', () => {
    expect(paymentsOf(aLoan())).toEqual([
      [100_00n, 3_300_23n],
      [67_00n, 3_333_23n],
      [33_67n, 3_366_54n],
    ])
  })

  test('10,000.00 at 12 % in 3 of equal principal: the last is what is left', () => {
    expect(paymentsOf(aLoan({ method: 'equalPrincipal' }))).toEqual([
      [100_00n, 3_333_34n],
      [66_67n, 3_333_34n],
      [33_34n, 3_333_32n],
    ])
  })

  test('interest only ends in a balloon', () => {
    expect(paymentsOf(aLoan({ method: 'interestOnly' }))).toEqual([
      [100_00n, 0n],
      [100_00n, 0n],
      [100_00n, 10_000_00n],
    ])
  })

  test('a bullet of 90 days pays simple interest once', () => {
    const bullet = aLoan({ method: 'bullet', unit: 'day', interval: 90, count: 1, principal: 36_500_00n })
    expect(paymentsOf(bullet)).toEqual([[1_080_00n, 36_500_00n]])
    expect(scheduleOf(bullet, DRAWN)[0]?.dueAt).toBe(at('2026-05-01'))
  })

  test('an interest-only start pays no principal, then amortises over the rest', () => {
    expect(paymentsOf(aLoan({ count: 5, interestOnlyCount: 2 }))).toEqual([
      [100_00n, 0n],
      [100_00n, 0n],
      [100_00n, 3_300_23n],
      [67_00n, 3_333_23n],
      [33_67n, 3_366_54n],
    ])
  })

  test('a tiny principal is repaid early: 2 units over 12 months are 2 instalments', () => {
    const schedule = scheduleOf(aLoan({ principal: 2n, annualRate: 0n, count: 12 }), DRAWN)
    expect(schedule.map(({ principalDue }) => principalDue)).toEqual([1n, 1n])
  })

  test('the principal parts add up to the principal, balances follow, dates rise, nothing is negative', () => {
    fc.assert(
      fc.property(anyTerms(360), anyDrawnAt, (terms, drawnAt) => {
        const schedule = scheduleOf(terms, drawnAt)
        expect(schedule.reduce((sum, { principalDue }) => sum + principalDue, 0n)).toBe(terms.principal)
        expect(schedule.length).toBeLessThanOrEqual(terms.count)
        let balance = terms.principal
        let before = drawnAt
        for (const instalment of schedule) {
          expect(instalment.balance).toBe(balance)
          expect(instalment.dueAt).toBeGreaterThan(before)
          expect(instalment.interestDue >= 0n && instalment.principalDue >= 0n).toBe(true)
          balance -= instalment.principalDue
          before = instalment.dueAt
        }
        expect(balance).toBe(0n)
      }),
      { numRuns: 150 },
    )
  })

  test('no equal instalment is more than the one agreed, unless it is the last', () => {
    fc.assert(
      fc.property(anyTerms(60), anyDrawnAt, (terms, drawnAt) => {
        const equal: LoanTerms = { ...terms, method: 'equalInstalment' }
        const { instalment } = drawLoan(equal, drawnAt)
        for (const { index, interestDue, principalDue } of scheduleOf(equal, drawnAt).slice(0, -1)) {
          if (index <= equal.interestOnlyCount || principalDue === 0n) continue
          expect(interestDue + principalDue).toBe(instalment)
        }
      }),
    )
  })
})

describe('remainingSchedule', () => {
  test('tells what is unpaid of the instalment begun and keeps its whole figures', () => {
    const terms = aLoan()
    const { position } = repay(terms, drawLoan(terms, DRAWN), at('2026-02-10'), 1_000_00n)
    const [first, ...rest] = remainingSchedule(terms, position)
    expect(first).toMatchObject({
      index: 1,
      interestDue: 100_00n,
      interestUnpaid: 0n,
      principalUnpaid: 2_400_23n,
    })
    expect(rest.map(({ principalUnpaid }) => principalUnpaid)).toEqual([3_333_23n, 3_366_54n])
  })

  test('is empty once nothing is outstanding', () => {
    const terms = aLoan({ count: 1 })
    const { position, closed } = repay(terms, drawLoan(terms, DRAWN), at('2026-02-28'), 20_000_00n)
    expect(closed).toBe(true)
    expect(remainingSchedule(terms, position)).toEqual([])
  })
})
