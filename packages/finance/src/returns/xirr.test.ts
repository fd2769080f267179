import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aLoan, at } from '../fixtures/loans.ts'
import { effectiveApr } from './apr.ts'
import { xirr } from './xirr.ts'

describe('xirr', () => {
  test('100 laid out and 110 back after 365 days is 10 %', () => {
    expect(
      xirr([
        { at: at('2026-01-01'), amount: -100n },
        { at: at('2027-01-01'), amount: 110n },
      ]),
    ).toBeCloseTo(0.1, 12)
  })

  test('a loss is a negative rate: 50 of 100 back after two years of 365 days', () => {
    expect(
      xirr([
        { at: at('2026-01-01'), amount: -100n },
        { at: at('2028-01-01'), amount: 50n },
      ]),
    ).toBeCloseTo(Math.SQRT1_2 - 1, 12)
  })

  test('the same money back is 0 %', () => {
    expect(
      xirr([
        { at: 0, amount: -7n },
        { at: 86_400 * 40, amount: 7n },
      ]),
    ).toBe(0)
  })

  test('five irregular flows of a well-known spreadsheet example: 37.34 %', () => {
    expect(
      xirr([
        { at: at('2008-01-01'), amount: -10_000n },
        { at: at('2008-03-01'), amount: 2_750n },
        { at: at('2008-10-30'), amount: 4_250n },
        { at: at('2009-02-15'), amount: 3_250n },
        { at: at('2009-04-01'), amount: 2_750n },
      ]),
    ).toBeCloseTo(0.373362535, 8)
  })

  test('there is none without both signs, on one day alone, or without flows', () => {
    expect(xirr([])).toBeNull()
    expect(
      xirr([
        { at: 0, amount: -5n },
        { at: 86_400, amount: 0n },
      ]),
    ).toBeNull()
    expect(
      xirr([
        { at: 0, amount: 0n },
        { at: 86_400, amount: 5n },
      ]),
    ).toBeNull()
    expect(
      xirr([
        { at: 0, amount: -5n },
        { at: 86_400, amount: -5n },
      ]),
    ).toBeNull()
    expect(
      xirr([
        { at: 0, amount: -5n },
        { at: 3_600, amount: 6n },
      ]),
    ).toBeNull()
  })

  test('there is none where no rate balances the flows', () => {
    const flows = [
      { at: 0, amount: 100n },
      { at: 86_400 * 365, amount: -100n },
      { at: 86_400 * 730, amount: 100n },
    ]
    expect(xirr(flows)).toBeNull()
  })

  test('of two rates the one nearer to 0 % is found, though it is the negative one', () => {
    // v = 1 / (1 + r) solves (v − 1 / 0.99) × (v − 1 / 1.04) = 0.
    const scale = 1e15
    const [loss, gain] = [1 / 0.99, 1 / 1.04]
    const flows = [
      { at: 0, amount: BigInt(Math.round(scale * loss * gain)) },
      { at: 86_400 * 365, amount: -BigInt(Math.round(scale * (loss + gain))) },
      { at: 86_400 * 730, amount: BigInt(scale) },
    ]
    expect(xirr(flows)).toBeCloseTo(-0.01, 9)
  })

  test('a rate is found of 300,000 flows, and of losses close to everything', () => {
    const many = Array.from({ length: 300_000 }, (_, i) => ({ at: 86_400 + i * 60, amount: 1n }))
    expect(xirr([{ at: 0, amount: -300_000n }, ...many])).toBe(0)
    const lost = [
      { at: 0, amount: -1_000_000n },
      { at: 86_400 * 365, amount: 1n },
    ]
    expect(xirr(lost)).toBeCloseTo(-0.999_999, 12)
  })

  test('finds the rate that made the flows, from −90 % to 900 %, whatever the magnitude', () => {
    const rates = fc.double({ min: -0.9, max: 9, noNaN: true })
    fc.assert(
      fc.property(
        rates,
        fc.integer({ min: 30, max: 3_650 }),
        fc.integer({ min: 30, max: 100 }),
        (rate, days, bits) => {
          const amount = 2n ** BigInt(bits)
          const back = BigInt(Math.round(Number(amount) * (1 + rate) ** (days / 365)))
          fc.pre(back > 1_000_000n)
          const found = xirr([
            { at: 0, amount: -amount },
            { at: days * 86_400, amount: back },
          ])
          expect(found).not.toBeNull()
          expect(Math.abs((found ?? 0) - rate)).toBeLessThan(1e-4 * (1 + Math.abs(rate)))
        },
      ),
    )
  })
})

describe('effectiveApr', () => {
  test('12 % in monthly instalments without a fee is about 12.7 % a year, with a fee more', () => {
    const drawnAt = at('2026-01-01')
    const free = effectiveApr(aLoan({ originationFee: 0n, count: 12 }), drawnAt)
    const dear = effectiveApr(aLoan({ originationFee: 20_000n, count: 12 }), drawnAt)
    // (1 + 0.01)^12 − 1 = 12.68 %, but for the months not being equally long.
    expect(Math.abs((free ?? 0) - 0.1268)).toBeLessThan(0.001)
    expect(dear).toBeGreaterThan((free ?? 1) + 0.03)
  })

  test('a loan without interest and fee costs 0 %', () => {
    expect(effectiveApr(aLoan({ annualRate: 0n, originationFee: 0n }), at('2026-01-01'))).toBe(0)
  })

  test('a fee of all the principal leaves no rate', () => {
    expect(effectiveApr(aLoan({ originationFee: 1_000_000n }), at('2026-01-01'))).toBeNull()
  })
})
