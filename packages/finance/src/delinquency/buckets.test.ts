import { expect, test } from 'vitest'
import { bucketOf } from './buckets.ts'

test.each([
  [0, 'current'],
  [1, '1-30'],
  [30, '1-30'],
  [31, '31-60'],
  [60, '31-60'],
  [61, '61-90'],
  [90, '61-90'],
  [91, '91+'],
  [4_000, '91+'],
] as const)('%i days past due are %s', (days, bucket) => {
  expect(bucketOf(days)).toBe(bucket)
})
