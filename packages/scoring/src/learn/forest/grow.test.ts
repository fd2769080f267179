import { describe, expect, test } from 'vitest'
import type { BinnedInput, Training } from '../prepare.ts'
import { Grower, leafOf } from './grow.ts'
import { rankLevels } from './rank.ts'

const numeric = (bins: number[], values: number, monotone?: 1 | -1): BinnedInput => ({
  ...{ kind: 'numeric', name: 'x', edges: [], levels: [], values, bins: Uint16Array.from(bins) },
  ...(monotone === undefined ? {} : { monotone }),
})
/** Gradient as given, curvature 1/4 a row, as at p = 1/2. */
const slopes = (gradient: number[]) => ({
  gradient: Float64Array.from(gradient),
  curvature: new Float64Array(gradient.length).fill(0.25),
})
const rows = (count: number) => Int32Array.from({ length: count }, (_, row) => row)
const plain = { depth: 2, leastRows: 1, shrinkage: 0 }

describe('the best split', () => {
  test('by hand: 4 rows, gradients ½ ½ -½ -½, cut in the middle; gain G²/H of both sides', () => {
    const grower = new Grower([numeric([0, 1, 2, 3], 4)], plain)
    expect(grower.bestSplit(rows(4), [0], slopes([0.5, 0.5, -0.5, -0.5]))).toEqual({
      ...{ input: 0, bin: 1, missingLeft: false, left: -2, right: 2 },
      gain: 1 / 0.5 + 1 / 0.5,
    })
  })

  test('takes the input that tells more', () => {
    const grower = new Grower([numeric([0, 1, 0, 1], 2), numeric([0, 0, 1, 1], 2)], plain)
    expect(grower.bestSplit(rows(4), [0, 1], slopes([0.5, 0.5, -0.5, -0.5]))?.input).toBe(1)
    expect(grower.bestSplit(rows(4), [0], slopes([0.5, 0.5, -0.5, -0.5]))).toBeUndefined()
  })

  test('missing values go where they fit', () => {
    const bins = [0, 0, 1, 1, 2, 2]
    const grower = new Grower([numeric(bins, 2)], plain)
    const like = (gradient: number) => slopes([0.5, 0.5, -0.5, -0.5, gradient, gradient])
    expect(grower.bestSplit(rows(6), [0], like(0.5))?.missingLeft).toBe(true)
    expect(grower.bestSplit(rows(6), [0], like(-0.5))?.missingLeft).toBe(false)
  })

  test('missing values alone can be parted from all the others', () => {
    const grower = new Grower([numeric([0, 0, 1, 1], 1)], plain)
    const split = grower.bestSplit(rows(4), [0], slopes([0.5, 0.5, -0.5, -0.5]))
    expect(split).toMatchObject({ bin: 0, missingLeft: false, left: -2, right: 2 })
  })

  test('no side has fewer rows than told, and nothing against a monotone rule is split', () => {
    const gradient = slopes([0.5, 0.5, -0.5, -0.5])
    const strict = new Grower([numeric([0, 1, 2, 3], 4)], { ...plain, leastRows: 3 })
    expect(strict.bestSplit(rows(4), [0], gradient)).toBeUndefined()
    const falling = new Grower([numeric([0, 1, 2, 3], 4, -1)], plain)
    expect(falling.bestSplit(rows(4), [0], gradient)).toBeUndefined()
  })
})

describe('a tree', () => {
  test('learns what one split cannot say: exclusive or, with a hint', () => {
    const inputs = [numeric([0, 0, 1, 1, 0], 2), numeric([0, 1, 0, 1, 0], 2)]
    const gradient = [-0.5, 0.5, 0.5, -0.5, -0.5]
    const tree = new Grower(inputs, plain).grow(rows(5), [0, 1], slopes(gradient))
    expect(rows(5).map((row) => tree.value[leafOf(tree, inputs, row)] as number)).toEqual(
      Int32Array.of(2, -2, -2, 2, 2),
    )
  })

  test('under a monotone rule never falls along the input, whatever else it splits by', () => {
    const bins = Array.from({ length: 64 }, (_, row) => row % 8)
    const other = Array.from({ length: 64 }, (_, row) => row >> 3)
    const inputs = [numeric(bins, 8, 1), numeric(other, 8)]
    const gradient = Array.from({ length: 64 }, (_, row) => (((row * 37) % 64) - 32) / 64)
    const tree = new Grower(inputs, { ...plain, depth: 6 }).grow(rows(64), [0, 1], slopes(gradient))
    const values = Array.from(rows(64), (row) => tree.value[leafOf(tree, inputs, row)] as number)
    expect(new Set(values).size).toBeGreaterThan(4)
    for (let row = 0; row < 64; row++)
      if (row % 8 > 0) expect(values[row]).toBeGreaterThanOrEqual(values[row - 1] as number)
  })

  test('with nothing to split is a leaf', () => {
    const tree = new Grower([numeric([0, 0], 1)], plain).grow(rows(2), [0], slopes([0.5, 0.5]))
    expect(tree).toEqual({ input: [-1], bin: [0], missingLeft: [0], right: [0], value: [-2] })
  })
})

test('levels stand in the order of their default rate, those of equal rate by name', () => {
  const input: BinnedInput = {
    ...{ kind: 'categorical', name: 'x', edges: [], levels: ['a', 'b', 'c', 'd'], values: 4 },
    bins: Uint16Array.of(0, 0, 1, 1, 2, 2, 3, 3, 4),
  }
  const training: Training = {
    ...{ rows: 9, inputs: [input], issuedOn: new Int32Array(9), weights: new Float64Array(9).fill(1) },
    outcome: Uint8Array.of(1, 1, 0, 0, 1, 0, 0, 0, 0),
  }
  const ranked = rankLevels(input, training, rows(9))
  expect(ranked.levels).toEqual(['b', 'd', 'c', 'a'])
  expect([...ranked.bins]).toEqual([3, 3, 0, 0, 2, 2, 1, 1, 4])
})
