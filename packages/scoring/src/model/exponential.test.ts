import { describe, expect, test } from 'vitest'
import { exp, log, logistic } from './exponential.ts'

const steps = (from: number, to: number, count: number) =>
  Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count)

describe('exp and log by the four operations', () => {
  test('exp is the true value to 15 digits from -700 to 709', () => {
    for (const x of steps(-700, 709, 20_000)) expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 14)
  })

  test('exp knows its ends', () => {
    expect(exp(0)).toBe(1)
    expect(exp(1)).toBeCloseTo(Math.E, 14)
    expect(exp(709.7)).toBeLessThan(Number.POSITIVE_INFINITY)
    expect(exp(710)).toBe(Number.POSITIVE_INFINITY)
    expect(exp(-1_000)).toBe(0)
    expect(exp(Number.NaN)).toBeNaN()
  })

  test('log is the true value to 15 digits, and undoes exp', () => {
    for (const x of steps(-600, 600, 20_000)) {
      if (Math.abs(x) > 0.01) expect(log(exp(x)) / x).toBeCloseTo(1, 13)
    }
    for (const x of steps(0.01, 30, 10_000)) expect(log(x)).toBeCloseTo(Math.log(x), 14)
  })

  test('log knows its ends', () => {
    expect(log(1)).toBe(0)
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY)
    expect(log(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY)
    expect(log(-1)).toBeNaN()
  })

  test('logistic of x and of -x add to 1, and log-odds come back', () => {
    for (const x of steps(-30, 30, 1_000)) {
      expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 15)
      if (x < 20) expect(log(logistic(x) / logistic(-x))).toBeCloseTo(x, 10)
    }
    expect(logistic(-800)).toBe(0)
    expect(logistic(800)).toBe(1)
  })
})
