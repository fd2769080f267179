import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binOf } from '../model/bins.ts'
import { quantileEdges, shortestBetween } from './edges.ts'

describe('the shortest number between two', () => {
  test.each([
    [29_871, 30_512, 30_000],
    [0.1234, 0.1278, 0.127],
    [3, 4, 4],
    [-2, -1, -1],
    [0, 0.001, 0.001],
    [1e-20, 2e-20, 2e-20],
  ])('between %d and %d', (below, above, expected) => {
    expect(shortestBetween(below, above)).toBe(expected)
  })

  test('parts the two, whatever they are', () => {
    const double = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(double, double, (a, b) => {
        fc.pre(a !== b)
        const edge = shortestBetween(Math.min(a, b), Math.max(a, b))
        expect(edge > Math.min(a, b) && edge <= Math.max(a, b)).toBe(true)
      }),
    )
  })
})

describe('quantile edges', () => {
  test('a hundred different values in four bins of 25', () => {
    const values = Float64Array.from({ length: 100 }, (_, i) => i)
    expect(quantileEdges(values, 4)).toEqual([25, 50, 75])
  })

  test('equal values share a bin, and the rest is spread over the bins left', () => {
    const values = Float64Array.of(...Array(60).fill(0), ...Array.from({ length: 40 }, (_, i) => i + 1))
    const edges = quantileEdges(values, 3)
    expect(edges).toEqual([1, 21])
  })

  test('a constant column and an empty one have none; missing values count for nothing', () => {
    expect(quantileEdges(Float64Array.of(5, 5, 5), 8)).toEqual([])
    expect(quantileEdges(new Float64Array(0), 8)).toEqual([])
    expect(quantileEdges(Float64Array.of(Number.NaN, Number.NaN), 8)).toEqual([])
    expect(quantileEdges(Float64Array.of(1, Number.NaN, 2), 8)).toEqual([2])
  })

  test('an outlier shares the last bin and moves no edge', () => {
    const plain = Float64Array.from({ length: 100 }, (_, i) => i)
    const wild = plain.slice()
    wild[99] = 1e300
    expect(quantileEdges(wild, 4)).toEqual(quantileEdges(plain, 4))
  })

  test('an edge belongs to the bin above it', () => {
    expect([9.9, 10, 19, 20, 21].map((value) => binOf([10, 20], value))).toEqual([0, 1, 1, 2, 2])
  })
})
