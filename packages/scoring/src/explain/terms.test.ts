import { describe, expect, test } from 'vitest'
import { scoreRows } from '../apply/score.ts'
import { extrapolatedTerm, withTerm } from './terms.ts'

/** 1,000 loans of 36 months; `perYear` of them fail in the middle of each year. */
const loans = (perYear: readonly number[]) => {
  const failed = perYear.flatMap((count, year) => new Array<number>(count).fill(year * 12 + 6))
  return {
    outcome: Array.from({ length: 1_000 }, (_, i) => (i < failed.length ? 1 : 0)),
    issuedOn: new Array<number>(1_000).fill(14_000),
    defaultedOn: Array.from({ length: 1_000 }, (_, i) => 14_000 + (failed[i] ?? Number.NaN) * 30.4),
  }
}
const termOf = (perYear: readonly number[], slope = 1) => {
  const { outcome, issuedOn, defaultedOn } = loans(perYear)
  return extrapolatedTerm('term', 36, slope, outcome, issuedOn, defaultedOn)
}
const logit = (p: number) => Math.log(p / (1 - p))

describe('points by term, where all training loans had one', () => {
  test('are 0 for their own, what had failed by then for shorter, and the last year’s pace for longer', () => {
    const term = termOf([50, 60, 40])
    expect(term?.edges).toEqual([13, 25, 37, 49, 61, 73, 85])
    const survived = 0.85
    const lastYear = survived / 0.89
    const expected = [0.05, 0.11, 0.15, 1 - survived * lastYear, 1 - survived * lastYear ** 2]
    expect(term?.points.slice(0, 5)).toEqual(
      expected.map((p) => Math.round((logit(p) - logit(0.15)) * 10_000)),
    )
    expect(term?.points).toEqual(term?.points.toSorted((a, b) => a - b))
    expect(term?.rows.bins).toEqual([0, 0, 1_000, 0, 0, 0, 0, 0])
  })

  test('come out in log-odds as they are meant after the calibration’s slope', () => {
    const [plain, halved] = [termOf([50, 60, 40]), termOf([50, 60, 40], 0.5)]
    expect((halved?.points[4] ?? 0) / (plain?.points[4] ?? 1)).toBeCloseTo(2, 3)
  })

  test('are none where too few defaults have dates', () => {
    expect(termOf([10, 10, 10])).toBeNull()
  })

  test('are the same points in a forest, as one more tree', () => {
    const term = termOf([50, 60, 40])
    if (!term) throw new Error('These loans have a term.')
    const calibration = { slope: 1, intercept: 0 }
    const additive = {
      kind: 'additive',
      version: 1,
      intercept: 7,
      terms: [],
      pairs: [],
      calibration,
    } as const
    const forest = { kind: 'forest', version: 1, intercept: 7, inputs: [], trees: [], calibration } as const
    const values = Float64Array.of(6, 12, 13, 24, 36, 37, 48, 60, 72, 84, 360, Number.NaN)
    const frame = { rows: values.length, inputs: [{ kind: 'numeric', name: 'term', values }] } as const
    expect(scoreRows(withTerm(forest, term), frame)).toEqual(scoreRows(withTerm(additive, term), frame))
  })
})
