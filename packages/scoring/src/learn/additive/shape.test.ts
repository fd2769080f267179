import { describe, expect, test } from 'vitest'
import type { BinnedInput } from '../prepare.ts'
import { bestCuts, shapeStep } from './shape.ts'

const histogram = (gradient: number[], rows: number[]) => ({
  gradient: Float64Array.from(gradient),
  // p = 1/2 in every row: each brings a curvature of 1/4.
  curvature: Float64Array.from(rows, (count) => count / 4),
  rows: Float64Array.from(rows),
})
const plain = { shrinkage: 0, leastRows: 1 }

describe('the best tree of two cuts', () => {
  test('three plateaus are cut where they meet, each with its Newton step -G/H', () => {
    const { gradient, curvature, rows } = histogram([2, 2, 0, 0, -4], [8, 8, 8, 8, 8])
    expect(bestCuts({ gradient, curvature, rows }, 5, undefined, plain)).toEqual({
      ...{ first: 2, second: 4 },
      steps: [-1, -0, 2],
    })
  })

  test('two plateaus of 4 rows, G of 2 and -2, get the two steps however many cuts are allowed', () => {
    const { first, second, steps } = bestCuts(histogram([1, 1, -1, -1], [2, 2, 2, 2]), 4, undefined, plain)
    expect([0, 1, 2, 3].map((bin) => steps[bin < first ? 0 : bin < second ? 1 : 2])).toEqual([-2, -2, 2, 2])
  })

  test('shrinkage divides by more: -2 / (1 + 3)', () => {
    const { steps } = bestCuts(histogram([2, -2], [4, 4]), 2, undefined, { shrinkage: 3, leastRows: 1 })
    expect(steps.slice(0, 2)).toEqual([-0.5, 0.5])
  })

  test('no side of a cut has fewer rows than told', () => {
    const narrow = histogram([9, 0, 0, -1], [2, 4, 4, 4])
    expect(bestCuts(narrow, 4, undefined, plain).first).toBe(1)
    expect(bestCuts(narrow, 4, undefined, { shrinkage: 0, leastRows: 6 })).toMatchObject({
      ...{ first: 2, second: 4 },
    })
  })

  test('a rule against the data leaves the whole flat; one with it changes nothing', () => {
    const falling = histogram([-2, 2], [4, 4])
    expect(bestCuts(falling, 2, 1, plain)).toMatchObject({ first: 2, steps: [-0, -0, -0] })
    expect(bestCuts(falling, 2, -1, plain)).toEqual(bestCuts(falling, 2, undefined, plain))
  })

  test('a single bin has nothing to cut', () => {
    expect(bestCuts(histogram([-1], [4]), 1, undefined, plain)).toEqual({
      ...{ first: 1, second: 1 },
      steps: [1, 1, 1],
    })
  })
})

test('missing values take a step of their own, and so does each level', () => {
  const input = { name: 'x', edges: [], levels: [], values: 2, bins: new Uint16Array(0) }
  const bins = histogram([2, -2, 4], [4, 4, 4])
  const step = new Float64Array(3)
  for (const kind of ['numeric', 'categorical'] as const) {
    shapeStep({ kind, ...input } satisfies BinnedInput, bins, plain, step)
    expect([...step]).toEqual([-2, 2, -4])
  }
})
