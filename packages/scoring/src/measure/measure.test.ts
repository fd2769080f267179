import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { log, logistic } from '../model/exponential.ts'
import { auc, brier, calibrationBins, gains, ks, refit } from './index.ts'

describe('AUC', () => {
  test('counts the pairs in the right order: 3 of 4', () => {
    expect(auc([1, 2, 3, 4], [0, 1, 0, 1])).toBe(0.75)
  })

  test('is 1 for scores that part the outcomes, 0 for those that part them the wrong way', () => {
    expect(auc([1, 2, 3, 4], [0, 0, 1, 1])).toBe(1)
    expect(auc([4, 3, 2, 1], [0, 0, 1, 1])).toBe(0)
  })

  test('counts a tie as half', () => {
    expect(auc([7, 7, 7], [0, 1, 0])).toBe(0.5)
    // Pairs: (1, 1) tied, (1, 2) right, (2, 1) wrong, (2, 2) tied.
    expect(auc([1, 2, 1, 2], [0, 0, 1, 1])).toBe(0.5)
    expect(auc([1, 2, 2, 3], [0, 0, 1, 1])).toBe(0.875)
  })

  test('is what comparing every pair gives', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 1 })), {
      minLength: 2,
    })
    fc.assert(
      fc.property(rows, (pairs) => {
        const bad = pairs.filter(([, outcome]) => outcome === 1)
        const good = pairs.filter(([, outcome]) => outcome === 0)
        fc.pre(bad.length > 0 && good.length > 0)
        const won = bad.flatMap(([b]) => good.map(([g]): number => (b > g ? 1 : b === g ? 0.5 : 0)))
        const expected = won.reduce((sum, one) => sum + one, 0) / won.length
        expect(
          auc(
            pairs.map(([score]) => score),
            pairs.map(([, outcome]) => outcome),
          ),
        ).toBeCloseTo(expected, 12)
      }),
    )
  })
})

test('Brier is the mean squared distance', () => {
  expect(brier([0.1, 0.8], [0, 1])).toBeCloseTo((0.01 + 0.04) / 2, 15)
  expect(brier([1, 0], [1, 0])).toBe(0)
})

describe('gains and KS', () => {
  test('the riskiest half holds two of three defaults', () => {
    expect(gains([4, 3, 2, 1], [1, 1, 0, 1])).toEqual([
      { loans: 0, defaults: 0, repaid: 0 },
      { loans: 0.25, defaults: 1 / 3, repaid: 0 },
      { loans: 0.5, defaults: 2 / 3, repaid: 0 },
      { loans: 0.75, defaults: 2 / 3, repaid: 1 },
      { loans: 1, defaults: 1, repaid: 1 },
    ])
    expect(ks([4, 3, 2, 1], [1, 1, 0, 1])).toBeCloseTo(2 / 3, 15)
  })

  test('loans of the same score come together', () => {
    expect(gains([1, 1], [0, 1])).toHaveLength(2)
    expect(ks([1, 1], [0, 1])).toBe(0)
  })
})

describe('refit', () => {
  // Two groups of log-odds ±1: of those at -1, 1 in 4 defaulted; of those at 1, 3 in 4.
  const logOdds = [-1, -1, -1, -1, 1, 1, 1, 1]
  const outcome = [1, 0, 0, 0, 1, 1, 1, 0]

  test('two groups: the line goes through the log-odds of both', () => {
    const { slope, intercept } = refit(logOdds, outcome)
    expect(slope).toBeCloseTo(Math.log(3), 5)
    expect(intercept).toBeCloseTo(0, 10)
  })

  test('log-odds that are right keep slope 1 and intercept 0; doubled ones get half the slope', () => {
    const right = [...Array(30)].map((_, row) => (row < 10 ? -log(9) : row < 20 ? 0 : log(9)))
    const ended = [1, ...Array(9).fill(0), ...Array(5).fill(1), ...Array(5).fill(0), ...Array(9).fill(1), 0]
    expect(refit(right, ended).slope).toBeCloseTo(1, 5)
    expect(refit(right, ended).intercept).toBeCloseTo(0, 8)
    expect(
      refit(
        right.map((one) => 2 * one),
        ended,
      ).slope,
    ).toBeCloseTo(0.5, 5)
  })

  test('rows count by their weights', () => {
    const { slope, intercept } = refit([-1, -1, 1, 1], [0, 1, 0, 1], [3, 1, 1, 3])
    expect(slope).toBeCloseTo(Math.log(3), 5)
    expect(intercept).toBeCloseTo(0, 10)
  })

  test('without spread only the level is fitted', () => {
    const { slope, intercept } = refit([0, 0, 0, 0], [1, 0, 0, 0])
    expect(slope).toBe(1)
    expect(logistic(intercept)).toBeCloseTo(0.25, 5)
  })

  test('outcomes parted without fault still give finite figures', () => {
    const { slope, intercept } = refit([-1, -1, 1, 1], [0, 0, 1, 1])
    expect(slope).toBeGreaterThan(5)
    expect(Number.isFinite(slope) && Number.isFinite(intercept)).toBe(true)
  })
})

describe('calibration bins', () => {
  test('safest first, told beside happened', () => {
    const bins = calibrationBins([0.4, 0.1, 0.2, 0.3], [1, 0, 0, 1], 2)
    expect(bins.map(({ rows, defaults, realised }) => [rows, defaults, realised])).toEqual([
      [2, 0, 0],
      [2, 2, 1],
    ])
    expect(bins[0]?.predicted).toBeCloseTo(0.15, 15)
    expect(bins[1]?.predicted).toBeCloseTo(0.35, 15)
  })

  test('fewer rows than bins leave no empty one', () => {
    expect(calibrationBins([0.1, 0.2, 0.3], [0, 0, 1], 10)).toHaveLength(3)
  })
})
