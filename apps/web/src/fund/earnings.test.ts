import type { LoanTerms } from '@hurong/finance'
import { expect, test } from 'vitest'
import { earningsOf, presetsOf, spreadShare } from './earnings.ts'

const terms: LoanTerms = {
  principal: 9_000_000_000n,
  annualRate: 136_100n,
  lateRate: 200_000n,
  method: 'equalInstalment',
  unit: 'month',
  interval: 1,
  count: 36,
  interestOnlyCount: 0,
  graceDays: 5,
  defaultDays: 120,
  writeOffDays: 180,
  originationFee: 20_000n,
}
const drawnAt = Date.UTC(2026, 10, 24) / 1000

test('the interest of a part is that part of all interest, never rounded up', () => {
  const whole = earningsOf(terms, terms.principal, drawnAt)
  const part = earningsOf(terms, 500_000_000n, drawnAt)
  expect(part.interest * 18n).toBeLessThanOrEqual(whole.interest)
  expect(whole.interest - part.interest * 18n).toBeLessThan(18n)
})

test('500 at 13.61 % over 36 months brings 111.8, the first instalment 16.99', () => {
  const { interest, firstReceipt } = earningsOf(terms, 500_000_000n, drawnAt)
  expect(interest).toBeGreaterThan(111_700_000n)
  expect(interest).toBeLessThan(111_900_000n)
  expect(firstReceipt).toBeGreaterThan(16_980_000n)
  expect(firstReceipt).toBeLessThan(17_000_000n)
})

test('money is tied up until the last due date', () => {
  expect(earningsOf(terms, 1n, drawnAt).lastDueAt).toBe(Date.UTC(2029, 10, 24) / 1000)
})

test('the first money put in is all one holds', () => {
  expect(spreadShare(0n, 500n)).toBe(1_000_000)
  expect(spreadShare(1_500n, 500n)).toBe(250_000)
})

test('no preset is below the least ticket or above what is left, and the rest can be taken whole', () => {
  expect(presetsOf(50_000_000n, 300_000_000n, 6)).toEqual([
    50_000_000n,
    100_000_000n,
    200_000_000n,
    300_000_000n,
  ])
  expect(presetsOf(50_000_000n, 7_000_000n, 6)).toEqual([7_000_000n])
})

test('no more is offered than one has, and nothing where that is below the least', () => {
  expect(presetsOf(50_000_000n, 13_200_000_000n, 6, 180_129_999n)).toEqual([
    ...[50_000_000n, 100_000_000n, 180_120_000n],
  ])
  expect(presetsOf(50_000_000n, 300_000_000n, 6, 20_000_000n)).toEqual([])
})
