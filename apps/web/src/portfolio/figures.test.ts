import { expect, test } from 'vitest'
import { type Figures, ledgerOf, owedIn, worthOf } from './figures.ts'

const figures: Figures = {
  currency: `0x${'c0'.repeat(20)}`,
  invested: '11500',
  outstanding: '9000',
  inFunding: '500',
  claimable: '241',
  held: '7',
  claimed: '2600',
  principalReceived: '2000',
  interestReceived: '820',
  lateInterestReceived: '21',
  recovered: '0',
  lostOrLate: '1500',
  xirr: 0.04,
  xirrLateLost: 0.01,
  buckets: [
    { bucket: 'onTime', loans: 10, principal: '7500' },
    { bucket: '1-30', loans: 2, principal: '300' },
    { bucket: '91+', loans: 1, principal: '200' },
    { bucket: 'defaulted', loans: 1, principal: '1000' },
  ],
  calendar: [],
  payback: [],
}

test('what is in default is worth nothing, what is late is worth its principal', () => {
  const { total, late } = worthOf(figures)
  expect(late).toBe(500n)
  expect(total).toBe(7_500n + 500n + 500n + 241n + 7n)
})

test('the gain counts what was taken out and is negative where money was lost', () => {
  expect(worthOf(figures).gain).toBe(8_748n + 2_600n - 11_500n)
})

test('the ledger adds up to the value exactly', () => {
  const { value, ...rows } = ledgerOf(figures)
  expect(Object.values(rows).reduce((sum, row) => sum + row, 0n)).toBe(value)
  expect(rows.inDefault).toBe(-1_000n)
})

test('every bucket counts towards what is owed', () => {
  expect(owedIn(figures)).toBe(9_000n)
})
