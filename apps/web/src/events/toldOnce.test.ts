import type { ChainEvent } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { toldOnce } from './toldOnce.ts'

const event = (type: string, transaction: string, loanNumber: number) =>
  ({ type, transaction, loanNumber }) as ChainEvent

test('a repayment and the cash it brought in are one line', () => {
  const events = [event('Repaid', '0xa', 1), event('PaidIn', '0xa', 1), event('InstalmentSettled', '0xa', 1)]
  expect(toldOnce(events).map(({ type }) => type)).toEqual(['Repaid', 'InstalmentSettled'])
})

test('a raise that failed and the refund it left are one line', () => {
  const events = [event('PaidIn', '0xa', 1), event('LoanCancelled', '0xa', 1)]
  expect(toldOnce(events).map(({ type }) => type)).toEqual(['LoanCancelled'])
})

test('cash that came in for another reason, or for another loan of the same transaction, keeps its line', () => {
  const events = [event('Repaid', '0xa', 1), event('PaidIn', '0xa', 2), event('PaidIn', '0xb', 1)]
  expect(toldOnce(events)).toEqual(events)
})
