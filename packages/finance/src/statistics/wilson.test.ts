import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wilson } from './wilson.ts'

describe("Wilson's band", () => {
  // Newcombe 1998, table I: 81 of 263, and 0 of 20.
  test('is as published', () => {
    const some = wilson(81, 263)
    expect(some.low).toBeCloseTo(0.2553, 4)
    expect(some.high).toBeCloseTo(0.3662, 4)
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4)
  })

  test('of nothing is everything, and touches the ends where none or all were hit', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
    expect(wilson(0, 10).low).toBe(0)
    expect(wilson(10, 10).high).toBe(1)
  })

  test('holds what was seen, is the same seen from the other side, and narrows with more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 500 }), (all, part) => {
        const hits = part % (all + 1)
        const { low, high } = wilson(hits, all)
        expect(low).toBeLessThanOrEqual(hits / all)
        expect(high).toBeGreaterThanOrEqual(hits / all)
        const other = wilson(all - hits, all)
        expect(1 - other.high).toBeCloseTo(low, 12)
        const more = wilson(hits * 4, all * 4)
        expect(more.high - more.low).toBeLessThan(high - low)
      }),
    )
  })
})
