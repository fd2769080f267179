import { describe, expect, test } from 'vitest'
import { aLoan, at } from '../fixtures/loans.ts'
import { declareDefault, defaultableFrom, TooEarly } from './default.ts'
import { daysPastDue } from './late.ts'
import { drawLoan, LoanNotInStatus } from './position.ts'
import { prepay } from './prepay.ts'
import { debt, recover, writeOff } from './recover.ts'
import { repay } from './repay.ts'
import { takenOf } from './settlement.ts'

const terms = aLoan({ principal: 36_500_00n, method: 'interestOnly' })
const drawn = drawLoan(terms, at('2026-01-31'))
const DEFAULTED = at('2026-05-29')
const inDefault = declareDefault(terms, drawn, DEFAULTED)

describe('default', () => {
  test('may be declared from 90 days after the oldest unpaid due date, by the second', () => {
    expect(defaultableFrom(terms, drawn)).toBe(DEFAULTED)
    expect(() => declareDefault(terms, drawn, DEFAULTED - 1)).toThrow(new TooEarly(DEFAULTED - 1, DEFAULTED))
    expect(inDefault).toMatchObject({
      status: 'defaulted',
      defaultedAt: DEFAULTED,
      outstandingPrincipal: 36_500_00n,
    })
  })

  test('fixes the interest of three months and the late interest on the balloon', () => {
    expect(inDefault.interestOwed).toBe(3n * 365_00n)
    // The balloon fell due on 30 April; 26 days after its grace at 18 % on 36,500.00: 18.00 a day.
    expect(inDefault.lateInterestOwed).toBe(26n * 18_00n)
  })

  test('early in a period fixes only what has accrued of it', () => {
    const long = aLoan({ principal: 36_500_00n, method: 'interestOnly', count: 12, defaultDays: 30 })
    const position = declareDefault(long, drawLoan(long, at('2026-01-31')), at('2026-04-15'))
    // February and March in whole, 15 of April's 30 days.
    expect(position.interestOwed).toBe(2n * 365_00n + 182_50n)
    expect(position.lateInterestOwed).toBe(0n)
  })

  test('lets days past due go on from where they were counted, not from an instalment that asked for nothing', () => {
    const balloon = aLoan({ method: 'interestOnly', count: 6 })
    const first = repay(balloon, drawLoan(balloon, at('2026-01-31')), at('2026-02-01'), 90_00n)
    const ahead = prepay(balloon, first.position, at('2026-02-01'), 9_000_00n, 'shorterTerm').position
    // What is left of the first month's interest is paid already; March's is not.
    expect(ahead.nextInstalment).toBe(1)
    const now = defaultableFrom(balloon, ahead) as number
    expect(now).toBe(at('2026-03-31') + balloon.defaultDays * 86_400)
    expect(daysPastDue(balloon, ahead, now)).toBe(balloon.defaultDays)
    const position = declareDefault(balloon, ahead, now)
    expect(position.nextInstalment).toBe(2)
    expect(daysPastDue(balloon, position, now)).toBe(balloon.defaultDays)
    expect(daysPastDue(balloon, recover(balloon, position, now, 1_00n).position, now)).toBe(
      balloon.defaultDays,
    )
  })

  test('cannot be declared twice', () => {
    expect(() => declareDefault(terms, inDefault, DEFAULTED)).toThrow(
      new LoanNotInStatus('defaulted', ['active']),
    )
  })
})

describe('recovery', () => {
  const TEN_DAYS = DEFAULTED + 10 * 86_400

  test('the debt grows by late interest on all principal, without grace', () => {
    expect(debt(terms, inDefault, TEN_DAYS)).toBe(36_500_00n + 1_095_00n + 468_00n + 180_00n)
  })

  test('goes to principal, then interest, then late interest', () => {
    const first = recover(terms, inDefault, TEN_DAYS, 37_000_00n)
    expect(first.allocation).toEqual({ principal: 36_500_00n, interest: 500_00n, lateInterest: 0n })
    expect(first.position).toMatchObject({ interestOwed: 595_00n, lateInterestOwed: 648_00n })
    const last = recover(terms, first.position, TEN_DAYS + 86_400, 99_999_99n)
    expect(last.allocation).toEqual({ principal: 0n, interest: 595_00n, lateInterest: 648_00n })
    expect(last.position.status).toBe('recovered')
    expect(last.closed).toBe(true)
  })

  test('stops late interest on the principal that is back', () => {
    const { position } = recover(terms, inDefault, TEN_DAYS, 18_250_00n)
    expect(debt(terms, position, TEN_DAYS + 86_400) - debt(terms, position, TEN_DAYS)).toBe(9_00n)
  })

  test('a write-off stops late interest for good and still takes recoveries', () => {
    const writable = DEFAULTED + 180 * 86_400
    expect(() => writeOff(terms, inDefault, writable - 1)).toThrow(TooEarly)
    const written = writeOff(terms, inDefault, writable)
    expect(written.writtenOffAt).toBe(writable)
    const owed = debt(terms, written, writable)
    expect(debt(terms, written, writable + 999 * 86_400)).toBe(owed)
    const result = recover(terms, written, writable + 86_400, owed + 1n)
    expect(result.position.status).toBe('recovered')
    expect(result.allocation.principal).toBe(36_500_00n)
  })

  test('in pieces takes the debt and not a unit more, principal before interest before late interest', () => {
    let position = inDefault
    const taken = { principal: 0n, interest: 0n, lateInterest: 0n }
    for (let day = 0; position.status === 'defaulted'; day++) {
      const now = DEFAULTED + day * 86_400
      const owed = debt(terms, position, now)
      const { position: after, allocation } = recover(terms, position, now, 7_000_00n)
      expect(debt(terms, after, now)).toBe(owed - takenOf(allocation))
      if (allocation.interest > 0n) expect(after.outstandingPrincipal).toBe(0n)
      if (allocation.lateInterest > 0n) expect(after.interestOwed).toBe(0n)
      taken.principal += allocation.principal
      taken.interest += allocation.interest
      taken.lateInterest += allocation.lateInterest
      position = after
    }
    expect(position.status).toBe('recovered')
    // Late interest on what was still out each day, at 18 %: 29,500.00, 22,500.00, 15,500.00, 8,500.00, 1,500.00.
    expect(taken).toEqual({
      principal: 36_500_00n,
      interest: 1_095_00n,
      lateInterest: 468_00n + 14_55n + 11_10n + 7_65n + 4_20n + 74n,
    })
  })

  test('needs a loan in default', () => {
    expect(() => recover(terms, drawn, TEN_DAYS, 1n)).toThrow(LoanNotInStatus)
  })
})
