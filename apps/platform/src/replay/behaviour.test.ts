import { instalmentOf, type LoanTerms } from '@hurong/finance'
import type { TapeLoan } from '@hurong/tape'
import { expect, test } from 'vitest'
import { behaviourOf } from './behaviour.ts'

const month = (n: number) => Date.UTC(2008, n, 1) / 1000
const terms: LoanTerms = {
  ...{
    principal: 1_000_000n,
    annualRate: 120_000n,
    lateRate: 180_000n,
    method: 'equalInstalment',
    unit: 'month',
  },
  ...{
    interval: 1,
    count: 12,
    interestOnlyCount: 0,
    graceDays: 3,
    defaultDays: 90,
    writeOffDays: 180,
    originationFee: 0n,
  },
}
// 10,000.00 at 1 % a month in 12 instalments: 888.49 each.
const instalment = instalmentOf(terms, terms.principal, 12)
const told = (given: Partial<TapeLoan>): TapeLoan =>
  ({
    issuedAt: month(0),
    count: 12,
    principal: 1_000_000n,
    recoveries: 0n,
    status: 'fullyPaid',
    ...given,
  }) as TapeLoan

test('a loan paid to the end pays eleven instalments and then the rest', () => {
  const loan = told({ lastPaymentAt: month(12), lastPaymentAmount: 88_849n, totalPaid: 1_066_188n })
  const { steps, defaults, prepaymentPlaced } = behaviourOf(loan, terms, instalment, 1n)
  expect(steps).toHaveLength(12)
  expect(steps.at(-2)).toEqual({ kind: 'instalment', period: 11 })
  expect(steps.at(-1)).toEqual({ kind: 'payOff', period: 12 })
  expect({ defaults, prepaymentPlaced }).toEqual({ defaults: false, prepaymentPlaced: false })
})

test('cash the schedule does not explain is paid ahead where the last payment fits', () => {
  // 3,000.00 ahead with instalment 4 leaves 7,008.63 - 3,000.00 after instalment 4, and so 1,416.26 with instalment 8.
  let balance = 1_000_000n
  const next = () => {
    const interest = (balance + 99n) / 100n
    balance -= instalment - interest
  }
  for (let k = 1; k <= 4; k++) next()
  balance -= 300_000n
  for (let k = 5; k <= 6; k++) next()
  const last = balance + (balance + 99n) / 100n
  const totalPaid = 6n * instalment + 300_000n + last
  const loan = told({ lastPaymentAt: month(7), lastPaymentAmount: last, totalPaid })
  const { steps, prepaymentPlaced } = behaviourOf(loan, terms, instalment, 1n)
  expect(prepaymentPlaced).toBe(true)
  expect(steps).toContainEqual({ kind: 'prepay', period: 4, amount: 300_000n })
})

test('a loan charged off pays what the tape received and no more', () => {
  const loan = told({
    ...{ status: 'chargedOff', lastPaymentAt: month(5), lastPaymentAmount: 10_000n },
    ...{ totalPaid: 2n * instalment + 10_000n + 5_000n, recoveries: 5_000n },
  })
  expect(behaviourOf(loan, terms, instalment, 1n)).toEqual({
    steps: [
      { kind: 'instalment', period: 1 },
      { kind: 'instalment', period: 2 },
      { kind: 'pay', period: 5, amount: 10_000n },
    ],
    defaults: true,
    recoveries: 5_000n,
    prepaymentPlaced: false,
  })
})

test('a loan of which nothing was ever paid goes straight into default', () => {
  const loan = told({ status: 'chargedOff', lastPaymentAt: null, lastPaymentAmount: 0n, totalPaid: 0n })
  expect(behaviourOf(loan, terms, instalment, 1n)).toMatchObject({ steps: [], defaults: true })
})
