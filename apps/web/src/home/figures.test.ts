import { expect, test } from 'vitest'
import { partsOfLent, resultOf } from './figures.ts'

const statistics = {
  currency: `0x${'c0'.repeat(20)}`,
  loansDrawn: 400,
  lent: '4010450',
  principalRepaid: '1238983',
  outstandingOnTime: '2557699',
  outstandingLate: '57837',
  outstandingDefaulted: '151882',
  recovered: '4049',
  interestReceived: '340000',
  lateInterestReceived: '41',
  feesPaid: '0',
  inFunding: '0',
  counts: {} as never,
  lateBuckets: [],
  longestDaysPastDue: 119,
}

test('the four parts add up to all that was lent', () => {
  const parts = partsOfLent(statistics)
  expect(parts.reduce((sum, part) => sum + part.amount, 0n)).toBe(4_010_450n)
  expect(parts.map(({ key, amount }) => [key, amount])).toEqual([
    ['repaid', 1_243_032n],
    ['onTime', 2_557_699n],
    ['late', 57_837n],
    ['lost', 151_882n],
  ])
  expect(parts[0]?.share).toBe(309_948n)
})

test('interest less losses, and again with late counted as lost', () => {
  expect(resultOf(statistics)).toEqual({ interest: 340_041n, net: 188_159n, netWithLateLost: 130_322n })
})

test('before anything was lent every share is nothing', () => {
  const none = {
    ...statistics,
    lent: '0',
    outstandingOnTime: '0',
    outstandingLate: '0',
    outstandingDefaulted: '0',
  }
  expect(partsOfLent(none).every((part) => part.share === 0n)).toBe(true)
})
