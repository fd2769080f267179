import { expect, test } from 'vitest'
import { type Figures, ledgerOf, owedIn, worthOf, writtenValue } from './figures.ts'

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

test('the ledger adds up to the value, and what is in default is taken off', () => {
  const { parts, rest, total } = ledgerOf(figures, 0)
  expect(Object.values(parts).reduce((sum, row) => sum + row, rest)).toBe(total)
  expect(parts.inDefault).toBe(-1_000n)
})

const fine: Figures = {
  ...figures,
  invested: '310787000000',
  claimed: '158556314000',
  interestReceived: '35613564000',
  claimable: '18456569000',
  buckets: [
    { bucket: 'onTime', loans: 1, principal: '100051104000' },
    { bucket: '1-30', loans: 1, principal: '28409174000' },
  ],
}

test('what is shown adds up to the cent, though every amount has fractions of one', () => {
  const { parts, rest, total, gain } = writtenValue(fine, 6)
  expect(parts.claimable).toBe(18_456_560_000n)
  expect(Object.values(parts).reduce((sum, part) => sum + part, rest)).toBe(total)
  expect(gain).toBe(total + 158_556_310_000n - 310_787_000_000n)
  const ledger = ledgerOf(fine, 6)
  expect(Object.values(ledger.parts).reduce((sum, part) => sum + part, ledger.rest)).toBe(total)
  for (const units of [
    ...Object.values(parts),
    ...Object.values(ledger.parts),
    rest,
    total,
    gain,
    ledger.rest,
  ])
    expect(units % 10_000n).toBe(0n)
})

test('every bucket counts towards what is owed', () => {
  expect(owedIn(figures)).toBe(9_000n)
})
