import { describe, expect, test } from 'vitest'
import { aLoan, at } from '../fixtures/loans.ts'
import { dueNow, repayable } from './due.ts'
import { payoff } from './payoff.ts'
import { drawLoan, LoanNotInStatus } from './position.ts'
import { collect, repay } from './repay.ts'
import { AmountNotPositive } from './settlement.ts'

const terms = aLoan()
const drawn = drawLoan(terms, at('2026-01-31'))

describe('repay', () => {
  test('on the due date takes 3,400.23: interest 100.00, principal 3,300.23, settled on time', () => {
    const result = repay(terms, drawn, at('2026-02-28'), 3_400_23n)
    expect(result.allocation).toEqual({ lateInterest: 0n, interest: 100_00n, principal: 3_300_23n })
    expect(result.settled).toEqual([{ index: 1, dueAt: at('2026-02-28'), daysLate: 0, onTime: true }])
    expect(result.position).toMatchObject({
      outstandingPrincipal: 6_699_77n,
      nextInstalment: 2,
      interestPaid: 0n,
      principalPaid: 0n,
      accrualStart: at('2026-02-28'),
    })
  })

  test('in part goes to interest first and settles nothing', () => {
    const result = repay(terms, drawn, at('2026-02-10'), 150_00n)
    expect(result.allocation).toEqual({ lateInterest: 0n, interest: 100_00n, principal: 50_00n })
    expect(result.settled).toEqual([])
    expect(result.position).toMatchObject({ nextInstalment: 1, interestPaid: 100_00n, principalPaid: 50_00n })
  })

  test('takes no more than the instalment whose period runs', () => {
    const first = repay(terms, drawn, at('2026-02-10'), 9_000_00n)
    expect(first.allocation).toEqual({ lateInterest: 0n, interest: 100_00n, principal: 3_300_23n })
    expect(repayable(terms, first.position, at('2026-02-27'))).toBe(0n)
    expect(repay(terms, first.position, at('2026-02-27'), 50n).allocation.principal).toBe(0n)
  })

  test('at the moment a period begins its instalment can be paid together with the one due', () => {
    const result = repay(terms, drawn, at('2026-02-28'), 9_000_00n)
    expect(result.settled.map(({ index }) => index)).toEqual([1, 2])
  })

  test('within grace is on time though days late, a second after it is late', () => {
    const inGrace = repay(terms, drawn, at('2026-03-03'), 3_400_23n)
    expect(inGrace.settled[0]).toMatchObject({ daysLate: 3, onTime: true })
    const after = repay(terms, drawn, at('2026-03-03') + 1, 3_400_24n)
    expect(after.allocation.lateInterest).toBe(1n)
    expect(after.settled[0]).toMatchObject({ daysLate: 3, onTime: false })
  })

  test('late in May pays late interest, then three instalments, and closes the loan', () => {
    const now = at('2026-05-13')
    const owed = payoff(terms, drawn, now)
    // 71, 40 and 10 days at 18 % on 3,300.23, 3,333.23 and 3,366.54.
    expect(owed).toBe(10_000_00n + 200_67n + 197_91n)
    const result = repay(terms, drawn, now, owed + 500n)
    expect(result.allocation).toEqual({ lateInterest: 197_91n, interest: 200_67n, principal: 10_000_00n })
    expect(result.settled.map(({ daysLate, onTime }) => [daysLate, onTime])).toEqual([
      [74, false],
      [43, false],
      [13, false],
    ])
    expect(result.position.status).toBe('repaid')
    expect(result.closed).toBe(true)
  })

  test('of the last instalment half a period early costs the payoff, not the whole period', () => {
    const bullet = aLoan({ method: 'bullet', unit: 'day', interval: 100, count: 1, annualRate: 365_000n })
    const position = drawLoan(bullet, 0)
    const now = 50 * 86_400
    expect(repayable(bullet, position, now)).toBe(10_500_00n)
    const result = repay(bullet, position, now, 20_000_00n)
    expect(result.allocation).toEqual({ lateInterest: 0n, interest: 500_00n, principal: 10_000_00n })
    expect(result.settled).toEqual([{ index: 1, dueAt: 100 * 86_400, daysLate: 0, onTime: true }])
  })

  test('refuses nothing, less than nothing, and a loan that is closed', () => {
    expect(() => repay(terms, drawn, at('2026-02-10'), 0n)).toThrow(new AmountNotPositive(0n))
    expect(() => repay(terms, drawn, at('2026-02-10'), -5n)).toThrow(AmountNotPositive)
    const repaid = { ...drawn, status: 'repaid' as const, outstandingPrincipal: 0n }
    expect(() => repay(terms, repaid, at('2026-02-10'), 5n)).toThrow(
      new LoanNotInStatus('repaid', ['active']),
    )
  })
})

describe('collect', () => {
  test('takes what is due and nothing of the running period', () => {
    expect(collect(terms, drawn, at('2026-02-27'), 9_000_00n).allocation.interest).toBe(0n)
    const result = collect(terms, drawn, at('2026-02-28'), 9_000_00n)
    expect(result.settled.map(({ index }) => index)).toEqual([1])
    expect(dueNow(terms, result.position, at('2026-02-28'))).toBe(0n)
  })

  test('goes as far as the allowance goes', () => {
    const result = collect(terms, drawn, at('2026-02-28'), 60_00n)
    expect(result.allocation).toEqual({ lateInterest: 0n, interest: 60_00n, principal: 0n })
  })
})
