import { expect, test } from 'vitest'
import { paybackPoints } from './payback.ts'

const receipts = [
  { at: 300, amount: 300n },
  { at: 100, amount: 250n },
  { at: 200, amount: 250n },
]

test('a quarter, a half and three quarters of 1,000 are back with the receipts in time order, 95 % never', () => {
  expect(paybackPoints(1_000n, receipts)).toEqual([
    { percent: 25, at: 100 },
    { percent: 50, at: 200 },
    { percent: 75, at: 300 },
    { percent: 95, at: null },
  ])
})

test('a share that is no whole unit counts as back only when it is: 50 % of 501 is 251', () => {
  const half = [
    { at: 1, amount: 250n },
    { at: 2, amount: 1n },
  ]
  expect(paybackPoints(501n, half, [50])).toEqual([{ percent: 50, at: 2 }])
})

test('of who laid out nothing, as who was only handed notes, no share is told to be back', () => {
  expect(paybackPoints(0n, receipts)).toEqual([])
})
