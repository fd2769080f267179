import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyDrawnAt, anyTerms } from '../fixtures/arbitraries.ts'
import { divDown } from '../money/divide.ts'
import { greatest, least } from '../money/money.ts'
import { dueNow, repayable } from './due.ts'
import { type Payment, paidSchedule } from './payments.ts'
import { payoff } from './payoff.ts'
import { drawLoan, type LoanPosition } from './position.ts'
import { PrepaymentTooSmall, prepay } from './prepay.ts'
import { collect, repay } from './repay.ts'
import { scheduleOf } from './schedule.ts'
import { type Settlement, takenOf } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/** Something a borrower does: `wait` seconds after the last thing, an amount as thousandths of the payoff. */
type Deed = {
  wait: number
  kind: 'repay' | 'collect' | 'shorterTerm' | 'smallerInstalment'
  thousandths: bigint
}

const deeds = fc.array(
  fc.record({
    wait: fc.oneof(fc.constant(0), fc.nat({ max: 40 * 86_400 }), fc.nat({ max: 900 * 86_400 })),
    kind: fc.constantFrom(
      'repay' as const,
      'collect' as const,
      'shorterTerm' as const,
      'smallerInstalment' as const,
    ),
    thousandths: fc.bigInt({ min: 0n, max: 1_100n }),
  }),
  { minLength: 1, maxLength: 8 },
)

function act(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  deed: Deed,
  amount: bigint,
): Settlement | null {
  if (deed.kind === 'repay') return repay(terms, position, now, amount)
  if (deed.kind === 'collect') return collect(terms, position, now, amount)
  try {
    return prepay(terms, position, now, amount, deed.kind)
  } catch (error) {
    if (error instanceof PrepaymentTooSmall) return null
    throw error
  }
}

type Moment = {
  terms: LoanTerms
  before: LoanPosition
  now: number
  amount: bigint
  deed: Deed
  result: Settlement
}

/** Lives a loan through the deeds and shows each moment. */
function live(
  terms: LoanTerms,
  drawnAt: number,
  history: Deed[],
  see: (moment: Moment) => void,
): LoanPosition {
  let position = drawLoan(terms, drawnAt)
  let now = drawnAt
  for (const deed of history) {
    if (position.status !== 'active') break
    now += deed.wait
    const amount = greatest(1n, divDown(payoff(terms, position, now) * deed.thousandths, 1_000n))
    const result = act(terms, position, now, deed, amount)
    if (!result) continue
    see({ terms, before: position, now, amount, deed, result })
    position = result.position
  }
  return position
}

const everyHistory = (see: (moment: Moment) => void) =>
  fc.assert(
    fc.property(anyTerms(24), anyDrawnAt, deeds, (terms, drawnAt, history) => {
      live(terms, drawnAt, history, see)
    }),
    { numRuns: 400 },
  )

/** What a history has paid, as the contract tells it. */
const paymentsOf = (terms: LoanTerms, drawnAt: number, history: Deed[]): Payment[] => {
  const payments: Payment[] = []
  live(terms, drawnAt, history, ({ now, deed, result }) => {
    if (takenOf(result.allocation) === 0n) return
    const { outstandingPrincipal } = result.position
    const { kind } = deed
    const prepayment = kind === 'shorterTerm' || kind === 'smallerInstalment' ? kind : null
    payments.push({
      at: now,
      ...result.allocation,
      outstandingPrincipal,
      prepayment: result.closed ? null : prepayment,
    })
  })
  return payments
}

describe('in every history of a loan', () => {
  test('the schedule as it was paid adds up to all that came in, and with what was prepaid to the principal', () => {
    fc.assert(
      fc.property(anyTerms(24), anyDrawnAt, deeds, (terms, drawnAt, history) => {
        const payments = paymentsOf(terms, drawnAt, history)
        const { instalments, prepaid } = paidSchedule(terms, drawnAt, payments)
        const sum = <Item>(items: readonly Item[], of: (item: Item) => bigint) =>
          items.reduce((all, item) => all + of(item), 0n)
        expect(sum(instalments, ({ interestPaid }) => interestPaid) + prepaid.interest).toBe(
          sum(payments, ({ interest }) => interest),
        )
        expect(sum(instalments, ({ principalPaid }) => principalPaid) + prepaid.principal).toBe(
          sum(payments, ({ principal }) => principal),
        )
        const asked = instalments.filter(({ isReplaced }) => !isReplaced)
        expect(sum(asked, ({ principal }) => principal) + prepaid.principal).toBe(terms.principal)
        expect([prepaid.interest >= 0n, prepaid.principal >= 0n]).toEqual([true, true])
        for (const { principal, principalPaid, interest, interestPaid } of instalments) {
          expect(principalPaid).toBeLessThanOrEqual(principal)
          expect(interestPaid).toBeLessThanOrEqual(interest)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('what is taken is never more than offered, than repayable, or than the payoff', () => {
    everyHistory(({ terms, before, now, amount, deed, result }) => {
      const taken = takenOf(result.allocation)
      expect(taken).toBeLessThanOrEqual(amount)
      expect(taken).toBeLessThanOrEqual(payoff(terms, before, now))
      if (deed.kind === 'repay') expect(taken).toBe(least(amount, repayable(terms, before, now)))
      if (deed.kind === 'collect') expect(taken).toBe(least(amount, dueNow(terms, before, now)))
    })
  })

  test('due is at most repayable, repayable at most the payoff', () => {
    everyHistory(({ terms, result, now }) => {
      for (const later of [now, now + 1, now + 86_400 * 100]) {
        const whole = payoff(terms, result.position, later)
        expect(repayable(terms, result.position, later)).toBeLessThanOrEqual(whole)
        expect(dueNow(terms, result.position, later)).toBeLessThanOrEqual(
          repayable(terms, result.position, later),
        )
      }
    })
  })

  test('outstanding principal falls by exactly the principal taken', () => {
    everyHistory(({ before, result }) => {
      expect(result.allocation.principal).toBeGreaterThanOrEqual(0n)
      expect(result.position.outstandingPrincipal).toBe(
        before.outstandingPrincipal - result.allocation.principal,
      )
      expect(result.closed).toBe(result.position.outstandingPrincipal === 0n)
    })
  })

  test('paying in pieces at one moment never costs less than paying off at once', () => {
    everyHistory(({ terms, before, now, result }) => {
      const rest = payoff(terms, result.position, now)
      expect(takenOf(result.allocation) + rest).toBeGreaterThanOrEqual(payoff(terms, before, now))
    })
  })

  test('a repayment in two pieces takes at least as much, by the same parts', () => {
    everyHistory(({ terms, before, now, amount, deed, result }) => {
      fc.pre(deed.kind === 'repay' && amount > 1n)
      const half = divDown(amount, 2n)
      const first = repay(terms, before, now, half)
      const second = first.closed ? null : repay(terms, first.position, now, amount - half)
      const together = takenOf(first.allocation) + (second ? takenOf(second.allocation) : 0n)
      expect(together).toBeGreaterThanOrEqual(takenOf(result.allocation))
    })
  })

  test('the payoff after it is what was left, or more by what time adds', () => {
    everyHistory(({ terms, result, now }) => {
      fc.pre(result.position.status === 'active')
      expect(payoff(terms, result.position, now + 86_400)).toBeGreaterThanOrEqual(
        payoff(terms, result.position, now),
      )
    })
  })

  test('instalments settle one after the other, each once, on time exactly within grace', () => {
    fc.assert(
      fc.property(anyTerms(24), anyDrawnAt, deeds, (terms, drawnAt, history) => {
        const settled: number[] = []
        live(terms, drawnAt, history, ({ result, now }) => {
          for (const { index, dueAt, daysLate, onTime } of result.settled) {
            settled.push(index)
            expect(daysLate === 0 || now > dueAt).toBe(true)
            if (!onTime) expect(now).toBeGreaterThan(dueAt + terms.graceDays * 86_400)
          }
        })
        expect(settled).toEqual([...new Set(settled)].sort((a, b) => a - b))
        // None is left out but what never asked for anything.
        for (let index = 1; index < (settled.at(-1) ?? 0); index++)
          expect(settled.includes(index) || isFree(terms, index)).toBe(true)
      }),
    )
  })
})

/** At 0 % an instalment asks for nothing before principal begins. */
const isFree = ({ annualRate, method, interestOnlyCount, count }: LoanTerms, index: number): boolean =>
  annualRate === 0n && index < count && (index <= interestOnlyCount || method === 'interestOnly')

test('a loan collected on every due date pays exactly its schedule, all on time, and closes', () => {
  fc.assert(
    fc.property(anyTerms(60), anyDrawnAt, (terms, drawnAt) => {
      const schedule = scheduleOf(terms, drawnAt)
      let position = drawLoan(terms, drawnAt)
      let [settledCount, free] = [0, 0]
      for (const instalment of schedule) {
        const asked = instalment.interestDue + instalment.principalDue
        if (asked === 0n) {
          free++
          continue
        }
        const result = collect(terms, position, instalment.dueAt, terms.principal * 1_000n)
        expect(takenOf(result.allocation)).toBe(asked)
        expect(result.settled.every(({ onTime, daysLate }) => onTime && daysLate === 0)).toBe(true)
        settledCount += result.settled.length
        position = result.position
      }
      expect(position.status).toBe('repaid')
      expect(settledCount + free).toBe(schedule.length)
    }),
    { numRuns: 150 },
  )
})
