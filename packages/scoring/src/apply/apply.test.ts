import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Frame } from '../data/frame.ts'
import type { AdditiveModel, ForestModel } from './index.ts'
import { contributions, InputMissing, probabilitiesOf, probabilityOf, scoreRows } from './index.ts'

const none = { bins: [], missing: 0 }
const model: AdditiveModel = {
  ...{ kind: 'additive', version: 1, intercept: -20_000, calibration: { slope: 1, intercept: 0 } },
  terms: [
    { kind: 'numeric', name: 'debt', edges: [1, 2, 5], points: [-300, 0, 200, 900], missing: 50, rows: none },
    {
      kind: 'categorical',
      name: 'home',
      levels: ['own', 'rent'],
      points: [-100, 100],
      missing: 7,
      rows: none,
    },
  ],
  // Debt below 2 or not, and home: own, rent, other. Missing debt has the third row.
  pairs: [
    {
      ...{ first: { term: 0, edges: [2] }, second: { term: 1, edges: [] } },
      points: [1, 2, 3, 10, 20, 30, 100, 200, 300],
    },
  ],
}

const frame = (debt: number[], home: number[], levels = ['own', 'rent']): Frame => ({
  rows: debt.length,
  inputs: [
    { kind: 'numeric', name: 'debt', values: Float64Array.from(debt) },
    { kind: 'categorical', name: 'home', levels, codes: Int32Array.from(home) },
  ],
})
const { NaN: missing, POSITIVE_INFINITY: infinite } = Number

describe('a score', () => {
  test('is the points of each bin, added: an edge belongs to the bin above it', () => {
    const scores = scoreRows(model, frame([0, 1, 1.9, 2, 5, 1e9], [0, 0, 1, 1, 0, 1]))
    expect([...scores]).toEqual([-20_399, -20_099, -19_898, -19_680, -19_190, -18_980])
  })

  test('of a missing value and a level unseen is the points of those', () => {
    expect([...scoreRows(model, frame([missing, missing, 0], [0, -1, 9]))]).toEqual([
      -20_000 + 50 - 100 + 100,
      -20_000 + 50 + 7 + 300,
      -20_000 - 300 + 7 + 3,
    ])
  })

  test('knows no bound: infinite values fall into the outer bins', () => {
    expect([...scoreRows(model, frame([-infinite, infinite], [0, 0]))]).toEqual([-20_399, -19_190])
  })

  test('goes by the names of inputs and levels, not by their places', () => {
    const other = frame([0, 0, 0], [0, 1, 2], ['caravan', 'rent', 'own'])
    expect([...scoreRows(model, { ...other, inputs: other.inputs.toReversed() })]).toEqual([
      -20_000 - 300 + 7 + 3,
      -20_000 - 300 + 100 + 2,
      -20_000 - 300 - 100 + 1,
    ])
  })

  test('is refused without an input, named', () => {
    const some = frame([0], [0])
    expect(() => scoreRows(model, { ...some, inputs: some.inputs.slice(0, 1) })).toThrow(InputMissing)
    expect(() => contributions(model, { ...some, inputs: [] })).toThrow('numeric input "debt"')
  })

  test('is the intercept and the contributions, whatever the rows', () => {
    const debts = fc.oneof(fc.double(), fc.constantFrom(1, 2, 5))
    fc.assert(
      fc.property(fc.array(fc.tuple(debts, fc.integer({ min: -1, max: 2 }))), (rows) => {
        const some = frame(
          rows.map(([debt]) => debt),
          rows.map(([, home]) => home),
        )
        const pointsOf = contributions(model, some)
        const added = rows.map((_, row) => pointsOf(row).reduce((sum, one) => sum + one, model.intercept))
        expect([...scoreRows(model, some)]).toEqual(added)
      }),
    )
  })
})

test('a probability is logistic of slope and intercept', () => {
  expect(probabilityOf({ slope: 1, intercept: 0 }, 0)).toBe(0.5)
  expect(probabilityOf({ slope: 0.5, intercept: 1 }, -20_000)).toBe(0.5)
  expect([...probabilitiesOf({ slope: 1, intercept: 0 }, [0, 10_986])].map((p) => p.toFixed(4))).toEqual([
    '0.5000',
    '0.7500',
  ])
})

test('a forest adds the leaves its trees lead to', () => {
  const forest: ForestModel = {
    ...{ kind: 'forest', version: 1, intercept: 1_000, calibration: { slope: 1, intercept: 0 } },
    inputs: [
      { kind: 'numeric', name: 'debt', edges: [1, 2] },
      { kind: 'categorical', name: 'home', levels: ['rent', 'own'] },
    ],
    trees: [
      // Debt below 2, missing left: of those, rent or own.
      {
        ...{ input: [0, 1, -1, -1, -1], bin: [1, 0, 0, 0, 0], missingLeft: [1, 0, 0, 0, 0] },
        ...{ right: [4, 3, 0, 0, 0], value: [0, 0, 1, 10, 100] },
      },
      { input: [-1], bin: [0], missingLeft: [0], right: [0], value: [5] },
    ],
  }
  const scores = scoreRows(forest, frame([0, 1.5, 2, missing, 0], [0, 1, 1, 1, -1]))
  expect([...scores]).toEqual([1_015, 1_006, 1_105, 1_006, 1_015])
})
