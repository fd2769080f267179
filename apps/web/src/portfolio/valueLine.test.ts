import type { CashFlow } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import type { Figures } from './figures.ts'
import { valueLineOf } from './valueLine.ts'

const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000
const flow = (at: string, kind: CashFlow['kind'], amount: number): CashFlow => ({
  at: day(at),
  kind,
  amount: String(amount),
  currency: `0x${'11'.repeat(20)}`,
  loanNumber: 1,
  transaction: `0x${'22'.repeat(32)}`,
})
const received = (month: string, principal: number, interest: number) => ({
  month,
  receivedPrincipal: String(principal),
  receivedInterest: String(interest),
  expectedPrincipal: '0',
  expectedInterest: '0',
})
const figures = {
  calendar: [received('2026-03', 40, 5), received('2026-04', 0, 4)],
  buckets: [
    { bucket: 'onTime', loans: 1, principal: '50' },
    { bucket: 'defaulted', loans: 1, principal: '10' },
  ],
  inFunding: '0',
  claimable: '9',
  held: '0',
  claimed: '40',
  invested: '100',
} as unknown as Figures

test('value is what was put in and the interest received; principal that comes back does not change it', () => {
  const flows = [flow('2026-01-10', 'subscription', -100), flow('2026-04-02', 'claim', 40)]
  expect(valueLineOf(flows, figures, day('2026-04-20')).points).toEqual([
    { at: day('2026-01-01'), key: '2026-01', putIn: 100n, value: 100n },
    { at: day('2026-02-01'), key: '2026-02', putIn: 100n, value: 100n },
    { at: day('2026-03-01'), key: '2026-03', putIn: 100n, value: 105n },
    { at: day('2026-04-01'), key: '2026-04', putIn: 100n, value: 109n },
  ])
})

test('it ends at what all is worth today, with what is in default at nothing', () => {
  const flows = [flow('2026-01-10', 'subscription', -100)]
  expect(valueLineOf(flows, figures, day('2026-04-20')).today).toBe(99n)
})

test('money taken back within the reflection period was never put in', () => {
  const flows = [flow('2026-03-01', 'subscription', -100), flow('2026-03-03', 'withdrawal', 100)]
  const [march] = valueLineOf(flows, figures, day('2026-03-20')).points
  expect(march).toMatchObject({ key: '2026-03', putIn: 0n })
})
