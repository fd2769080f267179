import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { first12Share, hazardShares, pdOver12Months } from './pd.ts'

/** Loans of one term: `rows` of them, `failed` of which defaulted after the months told. */
const loans = (term: number, rows: number, failed: number, month: (i: number) => number) => ({
  term: new Array<number>(rows).fill(term),
  outcome: Array.from({ length: rows }, (_, i) => (i < failed ? 1 : 0)),
  issuedOn: new Array<number>(rows).fill(14_000),
  defaultedOn: Array.from({ length: rows }, (_, i) => (i < failed ? 14_000 + month(i) * 30 : Number.NaN)),
})
const sharesOf = ({ term, outcome, issuedOn, defaultedOn }: ReturnType<typeof loans>) =>
  hazardShares(term, outcome, issuedOn, defaultedOn)

describe('from PD over life to PD over 12 months', () => {
  test('half of 100 defaults of 1,000 loans in the first year', () => {
    const shares = sharesOf(loans(36, 1_000, 100, (i) => (i < 50 ? 6 : 24)))
    expect(shares).toEqual([{ term: 36, first12: Number((Math.log(0.95) / Math.log(0.9)).toFixed(4)) }])
    // Of the average loan it gives back what was counted.
    expect(pdOver12Months(0.1, shares[0]?.first12 ?? 0)).toBeCloseTo(0.05, 4)
  })

  test('a term with fewer than 50 dated defaults is left to its neighbours', () => {
    expect(sharesOf(loans(36, 1_000, 49, () => 6))).toEqual([])
  })

  test('between two terms in proportion, beyond the last in inverse proportion, even where nothing is known', () => {
    const shares = [
      { term: 36, first12: 0.4 },
      { term: 60, first12: 0.3 },
    ]
    const expected: [number, number][] = [
      [6, 1],
      [12, 1],
      [24, 0.7],
      [36, 0.4],
      [48, 0.35],
      [60, 0.3],
      [120, 0.15],
    ]
    for (const [term, share] of expected) expect(first12Share(shares, term)).toBeCloseTo(share, 12)
    expect(first12Share([], 48)).toBe(0.25)
    expect(first12Share(shares, Number.NaN)).toBe(0.4)
  })

  test('is never above the PD over life, rises with it, and knows both ends', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(chance, chance, fc.double({ min: 0.01, max: 1, noNaN: true }), (a, b, share) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(pdOver12Months(low, share)).toBeLessThanOrEqual(low + 1e-12)
        expect(pdOver12Months(low, share)).toBeLessThanOrEqual(pdOver12Months(high, share) + 1e-15)
      }),
    )
    expect([pdOver12Months(0, 0.5), pdOver12Months(1, 0.5)]).toEqual([0, 1])
  })
})
