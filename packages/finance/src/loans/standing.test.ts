import { describe, expect, test } from 'vitest'
import { aLoan, at } from '../fixtures/loans.ts'
import { daysPastDue, isLate } from './late.ts'
import { type Payment, paidSchedule, settlementOf } from './payments.ts'
import { drawLoan, type LoanPosition } from './position.ts'
import { standingsOf } from './standing.ts'

const terms = aLoan({ method: 'interestOnly', count: 3 })
const drawnAt = at('2026-04-01')
/** 90.00 of April's interest, then half a month later 9,000.00 ahead: of what was paid 50.00 has run, and April asks for 5.00 more. */
const payments: Payment[] = [
  { at: drawnAt, interest: 90_00n, principal: 0n, outstandingPrincipal: 10_000_00n, prepayment: null },
  {
    at: at('2026-04-16'),
    interest: 0n,
    principal: 9_000_00n,
    outstandingPrincipal: 1_000_00n,
    prepayment: 'shorterTerm' as const,
  },
].map((payment) => ({ lateInterest: 0n, ...payment }))
const position = payments.reduce<LoanPosition>(
  (before, payment) => {
    const settlement = settlementOf(terms, before, payment)
    if (settlement === null) throw new Error('The arithmetic refuses a payment.')
    return settlement.position
  },
  drawLoan(terms, drawnAt),
)
const { instalments, prepaid } = paidSchedule(terms, drawnAt, payments)

describe('an instalment that was paid up before a prepayment made less of it due', () => {
  test('has no more paid of it than it asks for, and the rest beside it', () => {
    expect(instalments[0]).toMatchObject({ interest: 5_00n, interestPaid: 5_00n })
    expect(prepaid).toEqual({ interest: 85_00n, principal: 9_000_00n })
  })

  test('is on time once its day is over, as the loan is not late, also where nothing has moved it behind the loan', () => {
    const standing = { settled: new Map(), nextInstalment: 1, isOver: false }
    const statusesAt = (day: string) => {
      const now = at(day)
      return standingsOf(terms, instalments, { ...standing, now }).map(({ status, daysLate }) => [
        status,
        daysLate,
      ])
    }
    const now = at('2026-05-20')
    expect([isLate(terms, position, now), daysPastDue(terms, position, now)]).toEqual([false, 0])
    expect(statusesAt('2026-04-20')[0]).toEqual(['running', null])
    expect(statusesAt('2026-05-20')).toEqual([
      ['onTime', null],
      ['running', null],
      ['upcoming', null],
    ])
    expect(statusesAt('2026-06-20').slice(0, 2)).toEqual([
      ['onTime', null],
      ['late', 19],
    ])
  })
})
