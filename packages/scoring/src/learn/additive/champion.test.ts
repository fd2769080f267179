import { describe, expect, test } from 'vitest'
import { contributions, scoreRows } from '../../apply/index.ts'
import type { LabelledFrame } from '../../data/frame.ts'
import { auc } from '../../measure/index.ts'
import { log } from '../../model/exponential.ts'
import type { NumericTerm, Term } from '../../model/types.ts'
import { madeLoans, take } from '../fixtures/loans.ts'
import { NothingToLearn } from '../prepare.ts'
import type { Progress } from '../progress.ts'
import { trainChampion } from './champion.ts'

const sound = ({ income, debt, home }: { income: number; debt: number; home: string }) =>
  -2 + 2 * debt - income / 4_000 + (home === 'rent' ? 0.8 : 0)
const loans = madeLoans(3_000, 1, sound)
const quick = { bags: 2, calibration: { folds: 2, halfLifeDays: Number.POSITIVE_INFINITY } }
const model = trainChampion(loans, quick)
const termOf = (name: string, of = model) => of.terms.find((term) => term.name === name) as Term

const oneInput = (values: number[], outcome: number[], monotone?: 1 | -1): LabelledFrame => ({
  rows: values.length,
  inputs: [
    {
      ...{ kind: 'numeric', name: 'x', values: Float64Array.from(values) },
      ...(monotone === undefined ? {} : { monotone }),
    },
  ],
  outcome: Uint8Array.from(outcome),
  issuedOn: new Int32Array(values.length),
})
const repeat = (value: number, count: number) => new Array<number>(count).fill(value)
/** Of 100 rows each: 10 defaults at x = 1, 50 at x = 2, 20 without x. */
const known = oneInput(
  [...repeat(1, 100), ...repeat(2, 100), ...repeat(Number.NaN, 100)],
  [10, 50, 20].flatMap((defaults) => [...repeat(1, defaults), ...repeat(0, 100 - defaults)]),
)
/** Boosts to the end: nothing shrunk, nothing held out. */
const toTheEnd = { ...quick, shrinkage: 0, heldOutShare: 0, learningRate: 0.3, mostRounds: 400 }

describe('known answers', () => {
  test('one input: each bin comes to the log-odds of its rows, the missing one too', () => {
    const fitted = trainChampion(known, toTheEnd)
    const term = fitted.terms[0] as NumericTerm
    expect(term.edges).toEqual([2])
    expect(term.rows).toEqual({ bins: [100, 100], missing: 100 })
    const found = [...term.points, term.missing].map((points) => (fitted.intercept + points) / 10_000)
    for (const [bin, odds] of [10 / 90, 1, 20 / 80].entries()) expect(found[bin]).toBeCloseTo(log(odds), 2)
  })

  test('the points of an input average to 0 over the training rows, to within rounding', () => {
    for (const term of model.terms) {
      const sum = term.points.reduce((all, points, bin) => all + points * (term.rows.bins[bin] as number), 0)
      expect(Math.abs(sum + term.missing * term.rows.missing) / loans.rows).toBeLessThanOrEqual(0.5)
    }
  })

  test('separable data is parted without fault', () => {
    const x = Array.from({ length: 320 }, (_, row) => row)
    const parted = oneInput(
      x,
      x.map((value) => (value < 160 ? 0 : 1)),
    )
    expect(auc(scoreRows(trainChampion(parted, quick), parted), parted.outcome)).toBe(1)
  })

  test('of pure noise it learns nothing: flat shapes, everyone gets about the base rate', () => {
    const noise = madeLoans(3_000, 5, () => -1.5)
    const fresh = madeLoans(3_000, 6, () => -1.5)
    const fitted = trainChampion(noise, quick)
    for (const term of fitted.terms)
      for (const points of term.points) expect(Math.abs(points)).toBeLessThan(1_500)
    const found = auc(scoreRows(fitted, fresh), fresh.outcome)
    expect(Math.abs(found - 0.5)).toBeLessThan(0.04)
  })

  test('finds what drives default: nearly the AUC of the rule itself on loans unseen, most points to the inputs in it', () => {
    const fresh = madeLoans(3_000, 2, sound)
    const best = auc(fresh.truth, fresh.outcome)
    expect(auc(scoreRows(model, fresh), fresh.outcome)).toBeGreaterThan(best - 0.015)
    const spread = (name: string) => {
      const { points, rows } = termOf(name)
      return points.reduce((sum, one, bin) => sum + one * one * (rows.bins[bin] as number), 0)
    }
    for (const name of ['income', 'debt', 'home']) expect(spread(name)).toBeGreaterThan(5 * spread('noise'))
  })

  test('calibrated on rows unseen: slope near 1 on sound data', () => {
    expect(model.calibration.slope).toBeGreaterThan(0.9)
    expect(model.calibration.slope).toBeLessThan(1.3)
  })
})

describe('monotone rules', () => {
  test('hold in every bin, even where the data says otherwise', () => {
    const contrary = trainChampion(
      madeLoans(3_000, 3, ({ debt, income }) => -1.5 - debt + income / 8_000 + Math.cos(9 * debt)),
      quick,
    )
    for (const fitted of [model, contrary]) {
      for (const term of fitted.terms) {
        if (term.kind !== 'numeric' || term.monotone === undefined) continue
        for (let bin = 1; bin < term.points.length; bin++) {
          const rise = (term.points[bin] as number) - (term.points[bin - 1] as number)
          expect(rise * term.monotone).toBeGreaterThanOrEqual(0)
        }
      }
    }
    expect(termOf('debt', contrary).kind === 'numeric' && termOf('debt', contrary)).toHaveProperty(
      'monotone',
      1,
    )
  })
})

describe('odd data', () => {
  test('a constant column gets one bin and no points', () => {
    const constant = { ...loans.inputs[0], kind: 'numeric', name: 'constant', monotone: 1 } as const
    const frame = {
      ...loans,
      inputs: [...loans.inputs, { ...constant, values: new Float64Array(loans.rows).fill(3) }],
    }
    expect(termOf('constant', trainChampion(frame, quick))).toMatchObject({ edges: [], points: [0] })
  })

  test('a column without a value, and a level without enough rows, leave no trace', () => {
    const frame: LabelledFrame = {
      ...loans,
      inputs: [
        ...loans.inputs,
        { kind: 'numeric', name: 'empty', values: new Float64Array(loans.rows).fill(Number.NaN) },
        {
          ...{ kind: 'categorical', name: 'rare', levels: ['often', 'once', 'never'] },
          codes: Int32Array.from({ length: loans.rows }, (_, row) => (row === 0 ? 1 : 0)),
        },
      ],
    }
    const fitted = trainChampion(frame, quick)
    expect(termOf('empty', fitted)).toMatchObject({ edges: [], missing: 0 })
    expect(termOf('rare', fitted)).toMatchObject({ levels: ['often'], rows: { missing: 1 } })
  })

  test('an outlier changes no point of the others', () => {
    const wild = take(loans, [...Array(loans.rows).keys()])
    const { values } = wild.inputs[1] as { values: Float64Array }
    values[values.indexOf(Math.max(...values))] = 1e200
    expect(trainChampion(wild, quick)).toEqual(model)
  })

  test('nothing to learn from is said', () => {
    expect(() => trainChampion(take(loans, []), quick)).toThrow(NothingToLearn)
    expect(() => trainChampion({ ...loans, inputs: [] }, quick)).toThrow(NothingToLearn)
    const repaid = { ...loans, outcome: new Uint8Array(loans.rows) }
    expect(() => trainChampion(repaid, quick)).toThrow(
      'Every one of the 3000 loans was repaid: nothing tells them apart.',
    )
  })
})

describe('the same model', () => {
  const bytes = (frame: LabelledFrame, seed = 1) => JSON.stringify(trainChampion(frame, { ...quick, seed }))

  test('from the same seed, byte for byte; from another seed another', () => {
    expect(bytes(loans)).toBe(JSON.stringify(model))
    expect(bytes(loans, 2)).not.toBe(JSON.stringify(model))
  })

  test('from the same loans in another order', () => {
    const backwards = [...Array(loans.rows).keys()].reverse()
    expect(bytes(take(loans, backwards))).toBe(JSON.stringify(model))
  })
})

test('contributions and the intercept add up to the score', () => {
  const scores = scoreRows(model, loans)
  const pointsOf = contributions(model, loans)
  for (const row of [0, 17, 2_999])
    expect(pointsOf(row).reduce((sum, points) => sum + points, model.intercept)).toBe(scores[row])
})

test('progress is told after each model on the way, up to all of them', () => {
  const told: Progress[] = []
  trainChampion(known, { ...quick, onProgress: (progress) => told.push(progress) })
  expect(told.map(({ done, all }) => `${done}/${all}`)).toEqual(['1/6', '2/6', '3/6', '4/6', '5/6', '6/6'])
  expect(told.at(-1)?.stage).toBe('training')
})
