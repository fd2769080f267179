import type { Holding } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { claimableOf, claimBatches } from './batches.ts'

const holding = (loanId: number, claimable: number, currency = 'a') =>
  ({ loan: { loanId: String(loanId), currency }, claimable: String(claimable) }) as Holding

test('series with nothing to claim are left out, the rest stand in order', () => {
  expect(claimBatches([holding(9, 1), holding(4, 0), holding(2, 3)])).toEqual([[2n, 9n]])
})

test('a batch never holds two currencies or more series than the contract takes', () => {
  const many = [holding(1, 1), holding(2, 1), holding(3, 1), holding(7, 1, 'b')]
  expect(claimBatches(many, 2)).toEqual([[1n, 2n], [3n], [7n]])
})

test('what can be claimed adds up', () => {
  expect(claimableOf([holding(1, 10), holding(2, 5)])).toBe(15n)
})
