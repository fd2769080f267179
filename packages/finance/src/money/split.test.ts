import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { split, WeightsOutOfRange } from './split.ts'

describe('split', () => {
  test('100 in three equal parts is 33, 33, 34', () => {
    expect(split(100n, [1n, 1n, 1n])).toEqual([33n, 33n, 34n])
  })

  test('shares add up to the total, each within one unit of its proportion, none where the weight is 0', () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), weights, (total, someWeights) => {
        const sum = someWeights.reduce((a, b) => a + b, 0n)
        fc.pre(sum > 0n)
        const shares = split(total, someWeights)
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(total)
        shares.forEach((share, i) => {
          const weight = someWeights[i] ?? 0n
          const offBy = share * sum - total * weight
          expect(offBy < sum && offBy > -sum).toBe(true)
          if (weight === 0n) expect(share).toBe(0n)
        })
      }),
    )
  })

  test('no weights, all zero or a negative one are refused', () => {
    for (const weights of [[], [0n, 0n], [2n, -1n]]) {
      expect(() => split(10n, weights)).toThrow(WeightsOutOfRange)
    }
  })
})
