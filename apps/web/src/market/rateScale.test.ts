import type { LoanSummary } from '@hurong/sdk/api'
import { expect, test } from 'vitest'
import { placeOf, rateScaleOf } from './rateScale.ts'

const loan = (annualRate: number, expectedReturn?: number) => ({
  terms: { annualRate },
  assessment: expectedReturn === undefined ? null : ({ expectedReturn } as LoanSummary['assessment']),
})

test('rates of everyday stand between 0 and 20 %', () => {
  const scale = rateScaleOf([loan(110_000, 70_000), loan(90_000)])
  expect(scale).toEqual({ from: 0, to: 200_000, lines: [0, 100_000, 200_000] })
  expect(placeOf(50_000, scale)).toBe(25)
})

test('a loss beyond all interest and a higher rate widen the axis, whose lines stay at tens', () => {
  const scale = rateScaleOf([loan(260_000, -140_000)])
  expect(scale).toEqual({ from: -140_000, to: 260_000, lines: [-100_000, 0, 100_000, 200_000] })
  expect(placeOf(-140_000, scale)).toBe(0)
})

test('without loans there is an axis all the same', () => {
  expect(rateScaleOf([]).lines).toEqual([0, 100_000, 200_000])
})
