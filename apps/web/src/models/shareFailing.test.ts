import { expect, test } from 'vitest'
import { shareFailing, shareTicks } from './shareFailing.ts'

const even = shareFailing({ intercept: 0, calibration: { intercept: 0, slope: 1 } })

test('no points are the average loan, and more of them fail more', () => {
  expect(even.average).toBe(0.5)
  expect(even.of(10_000)).toBeCloseTo(Math.E / (1 + Math.E))
  expect(even.of(-10_000)).toBeCloseTo(1 / (1 + Math.E))
})

test('a share leads back to its points through the calibration', () => {
  const scored = shareFailing({ intercept: -17_449, calibration: { intercept: -0.22258, slope: 0.938612 } })
  expect(scored.average).toBeCloseTo(0.1346, 3)
  expect(scored.of(scored.pointsOf(0.25))).toBeCloseTo(0.25)
})

test('an axis is marked with the average and the outermost round shares it reaches', () => {
  expect(shareTicks(10_000, even).map(({ share }) => share)).toEqual([0.7, 0.5, 0.3])
  expect(shareTicks(10_000, even)[0]?.points).toBeCloseTo(8_473, 0)
})

test('a shape that hardly moves is marked with the average alone', () => {
  expect(shareTicks(10, even)).toEqual([{ points: 0, share: 0.5 }])
})
