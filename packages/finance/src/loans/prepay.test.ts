import { describe, expect, test } from 'vitest'
import { aLoan, at } from '../fixtures/loans.ts'
import { payoff, settlePayoff } from './payoff.ts'
import { drawLoan } from './position.ts'
import { owedBeforePrepaying, PrepaymentTooSmall, prepay } from './prepay.ts'
import { repay } from './repay.ts'
import { remainingSchedule, scheduleOf } from './schedule.ts'
import { takenOf } from './settlement.ts'

const terms = aLoan({ count: 12 })
const drawn = drawLoan(terms, at('2026-04-01'))
// April has 30 days: on the 16th half of its interest of 100.00 has accrued.
const HALFWAY = at('2026-04-16')

describe('prepay', () => {
  test('takes interest to the second, the rest is principal', () => {
    const result = prepay(terms, drawn, HALFWAY, 1_050_00n, 'shorterTerm')
    expect(result.allocation).toEqual({ lateInterest: 0n, interest: 50_00n, principal: 1_000_00n })
    expect(result.settled).toEqual([])
    expect(result.position).toMatchObject({
      outstandingPrincipal: 9_000_00n,
      interestPaid: 0n,
      principalPaid: 0n,
      accrualStart: HALFWAY,
      instalment: drawn.instalment,
    })
  })

  test('leaves half a month of interest on the lesser balance in the running period', () => {
    const { position } = prepay(terms, drawn, HALFWAY, 1_050_00n, 'shorterTerm')
    const [first, second] = remainingSchedule(terms, position)
    expect(first).toMatchObject({ interestDue: 45_00n, principalDue: drawn.instalment - 90_00n })
    // 1 % of 9,000.00 − (888.49 − 90.00), rounded up.
    expect(second?.interestDue).toBe(82_02n)
  })

  test('shorter term keeps the instalment and ends earlier', () => {
    const { position } = prepay(terms, drawn, HALFWAY, 3_050_00n, 'shorterTerm')
    expect(remainingSchedule(terms, position)).toHaveLength(9)
    expect(scheduleOf(terms, at('2026-04-01'))).toHaveLength(12)
  })

  test('smaller instalment keeps the term', () => {
    const { position } = prepay(terms, drawn, HALFWAY, 3_050_00n, 'smallerInstalment')
    // 7,000.00 at 1 % in 12: 621.9415 rounded up.
    expect(position.instalment).toBe(621_95n)
    expect(remainingSchedule(terms, position)).toHaveLength(12)
  })

  test('smaller instalment during an interest-only start amortises over what follows it', () => {
    const started = aLoan({ count: 12, interestOnlyCount: 9 })
    const { position } = prepay(
      started,
      drawLoan(started, at('2026-04-01')),
      HALFWAY,
      1_050_00n,
      'smallerInstalment',
    )
    // 9,000.00 at 1 % in 3: 3,060.1990 rounded up.
    expect(position.instalment).toBe(3_060_20n)
  })

  test('settles first what is due', () => {
    const now = at('2026-05-16')
    const owed = owedBeforePrepaying(terms, drawn, now)
    const result = prepay(terms, drawn, now, owed + 500_00n, 'shorterTerm')
    expect(result.settled).toEqual([{ index: 1, dueAt: at('2026-05-01'), daysLate: 15, onTime: false }])
    expect(result.position.nextInstalment).toBe(2)
    expect(result.allocation.principal).toBe(drawn.instalment - 100_00n + 500_00n)
  })

  test('on the due date itself settles that instalment on time; of the period that begins nothing has accrued', () => {
    const now = at('2026-05-01')
    expect(owedBeforePrepaying(terms, drawn, now)).toBe(drawn.instalment)
    const result = prepay(terms, drawn, now, drawn.instalment + 500_00n, 'shorterTerm')
    expect(result.settled).toEqual([{ index: 1, dueAt: now, daysLate: 0, onTime: true }])
    expect(result.position).toMatchObject({ nextInstalment: 2, accrualStart: now, interestPaid: 0n })
    expect(result.allocation.interest).toBe(100_00n)
  })

  test('after the running instalment was paid ahead costs no interest', () => {
    const ahead = repay(terms, drawn, HALFWAY, drawn.instalment).position
    const result = prepay(terms, ahead, HALFWAY + 5, 500_00n, 'shorterTerm')
    expect(result.allocation).toEqual({ lateInterest: 0n, interest: 0n, principal: 500_00n })
    expect(result.position.accrualStart).toBe(at('2026-05-01'))
  })

  test('interest already paid for days to come is set against what those days still ask', () => {
    const paid = repay(terms, drawn, HALFWAY, 90_00n).position
    const { position, allocation } = prepay(terms, paid, HALFWAY, 1_000_00n, 'shorterTerm')
    expect(allocation).toEqual({ lateInterest: 0n, interest: 0n, principal: 1_000_00n })
    expect(position.interestPaid).toBe(40_00n)
    expect(remainingSchedule(terms, position)[0]?.interestUnpaid).toBe(5_00n)
  })

  test('is refused unless it reaches principal', () => {
    expect(() => prepay(terms, drawn, HALFWAY, 50_00n, 'shorterTerm')).toThrow(
      new PrepaymentTooSmall(50_00n, 50_00n),
    )
    expect(prepay(terms, drawn, HALFWAY, 50_01n, 'shorterTerm').allocation.principal).toBe(1n)
  })

  test('that covers the payoff closes the loan for exactly the payoff', () => {
    const owed = payoff(terms, drawn, HALFWAY)
    expect(owed).toBe(10_050_00n)
    const result = prepay(terms, drawn, HALFWAY, owed + 77n, 'smallerInstalment')
    expect(takenOf(result.allocation)).toBe(owed)
    expect(result.closed).toBe(true)
  })
})

describe('settlePayoff', () => {
  test('takes 10,050.00 half a month after the draw and settles the running instalment on time', () => {
    const result = settlePayoff(terms, drawn, HALFWAY, 20_000_00n)
    expect(result.allocation).toEqual({ lateInterest: 0n, interest: 50_00n, principal: 10_000_00n })
    expect(result.settled).toEqual([{ index: 1, dueAt: at('2026-05-01'), daysLate: 0, onTime: true }])
    expect(payoff(terms, result.position, HALFWAY + 999)).toBe(0n)
  })

  test('at the moment of the draw costs the principal alone and leaves nothing behind', () => {
    const result = settlePayoff(terms, drawn, at('2026-04-01'), 10_000_00n)
    expect(result.settled.map(({ index }) => index)).toEqual([1])
    expect(result.position).toMatchObject({
      status: 'repaid',
      outstandingPrincipal: 0n,
      nextInstalment: 2,
      interestPaid: 0n,
      principalPaid: 0n,
      lateInterestOwed: 0n,
    })
  })

  test('gives no interest back that was paid for days that then do not run', () => {
    const paid = repay(terms, drawn, at('2026-04-02'), 100_00n).position
    expect(payoff(terms, paid, HALFWAY)).toBe(10_000_00n)
  })

  test('refuses an amount below the payoff, naming both', () => {
    expect(() => settlePayoff(terms, drawn, HALFWAY, 10_049_99n)).toThrow(
      'The amount is 1004999; paying off needs 1005000.',
    )
  })
})
