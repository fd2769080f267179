import { describe, expect, test } from 'vitest'
import { aLoan, at } from '../fixtures/loans.ts'
import { dueNow } from './due.ts'
import { daysPastDue, isLate, lateInterest } from './late.ts'
import { drawLoan } from './position.ts'
import { repay } from './repay.ts'

const terms = aLoan()
const drawn = drawLoan(terms, at('2026-01-31'))

describe('being late', () => {
  test('days past due are whole days since the due date', () => {
    expect(daysPastDue(terms, drawn, at('2026-02-28'))).toBe(0)
    expect(daysPastDue(terms, drawn, at('2026-02-28T23:59:59'))).toBe(0)
    expect(daysPastDue(terms, drawn, at('2026-03-01'))).toBe(1)
    expect(daysPastDue(terms, drawn, at('2026-04-29'))).toBe(60)
  })

  test('the loan is late only after its days of grace', () => {
    expect(isLate(terms, drawn, at('2026-03-03'))).toBe(false)
    expect(isLate(terms, drawn, at('2026-03-03') + 1)).toBe(true)
  })

  test('nothing is charged for the days of grace, then 18 % on 3,300.23: 16.28 in ten days', () => {
    expect(lateInterest(terms, drawn, at('2026-03-03'))).toBe(0n)
    expect(lateInterest(terms, drawn, at('2026-03-03') + 1)).toBe(1n)
    expect(lateInterest(terms, drawn, at('2026-03-13'))).toBe(16_28n)
  })

  test('two instalments late are charged each from its own end of grace', () => {
    // 3,300.23 for 41 days and 3,333.23 for 10 days at 18 % over 365: 66.7279 + 16.4379.
    expect(lateInterest(terms, drawn, at('2026-04-13'))).toBe(83_17n)
  })

  test('unpaid interest carries no late interest', () => {
    const paid = repay(terms, drawn, at('2026-03-03'), 100_00n).position
    expect(lateInterest(terms, paid, at('2026-03-13'))).toBe(16_28n)
  })

  test('late interest unpaid is kept and goes on from where it was counted', () => {
    const touched = repay(terms, drawn, at('2026-03-13'), 10_00n)
    expect(touched.allocation).toEqual({ lateInterest: 10_00n, interest: 0n, principal: 0n })
    expect(touched.position).toMatchObject({ lateInterestOwed: 6_28n, lateAccruedUntil: at('2026-03-13') })
    expect(lateInterest(terms, touched.position, at('2026-03-23'))).toBe(6_28n + 16_28n)
  })

  test('an instalment that asks for nothing is never late: 0 % interest only, before the balloon', () => {
    const free = aLoan({ annualRate: 0n, method: 'interestOnly' })
    const position = drawLoan(free, at('2026-01-31'))
    expect(daysPastDue(free, position, at('2026-04-29'))).toBe(0)
    expect(dueNow(free, position, at('2026-04-29'))).toBe(0n)
    expect(daysPastDue(free, position, at('2026-05-01'))).toBe(1)
    const { settled, closed } = repay(free, position, at('2026-05-01'), 10_000_00n)
    expect(closed).toBe(true)
    // The two before it never asked for anything, so nobody was on time for them.
    expect(settled).toEqual([{ index: 3, dueAt: at('2026-04-30'), daysLate: 1, onTime: true }])
  })
})
