import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lateInterestUp, partialInterestUp, periodInterestUp } from './interest.ts'
import { periodRate } from './rate.ts'
import { PRINCIPAL_MAX, UNITS } from './terms.ts'

const MONTHLY_12 = periodRate(120_000n, 'month', 1)

describe('interest', () => {
  test('a month at 12 % is one per cent whatever its days, rounded up', () => {
    expect(periodInterestUp(10_000_00n, MONTHLY_12)).toBe(100_00n)
    expect(periodInterestUp(10_000_01n, MONTHLY_12)).toBe(100_01n)
  })

  test('a week and a day count over 365', () => {
    expect(periodInterestUp(365_000_00n, periodRate(120_000n, 'week', 1))).toBe(840_00n)
    expect(periodInterestUp(365_000_00n, periodRate(120_000n, 'day', 10))).toBe(1_200_00n)
  })

  test('half a period is half the interest; a part that ends before it starts is none', () => {
    expect(partialInterestUp(10_000_00n, MONTHLY_12, 1_000, 2_000, 2_000)).toBe(50_00n)
    expect(partialInterestUp(10_000_00n, MONTHLY_12, 2_000, 2_000, 2_000)).toBe(0n)
    expect(partialInterestUp(10_000_00n, MONTHLY_12, 2_000, 1_000, 2_000)).toBe(0n)
  })

  test('over the whole period, partial and whole interest are the same figure', () => {
    const balances = fc.bigInt({ min: 0n, max: PRINCIPAL_MAX })
    const rates = fc.bigInt({ min: 0n, max: 1_000_000n })
    const intervals = fc.integer({ min: 1, max: 360 })
    const lengths = fc.integer({ min: 86_400, max: 900_000_000 })
    const starts = fc.nat()
    fc.assert(
      fc.property(
        balances,
        rates,
        fc.constantFrom(...UNITS),
        intervals,
        starts,
        lengths,
        (balance, r, unit, n, start, length) => {
          const rate = periodRate(r, unit, n)
          expect(partialInterestUp(balance, rate, start, start + length, length)).toBe(
            periodInterestUp(balance, rate),
          )
        },
      ),
    )
  })

  test('in pieces it is never less than in one, and at most a unit a piece more', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: PRINCIPAL_MAX }), fc.nat({ max: 2_592_000 }), (balance, cut) => {
        const pieces =
          partialInterestUp(balance, MONTHLY_12, 0, cut, 2_592_000) +
          partialInterestUp(balance, MONTHLY_12, cut, 2_592_000, 2_592_000)
        const extra = pieces - periodInterestUp(balance, MONTHLY_12)
        expect(extra === 0n || extra === 1n).toBe(true)
      }),
    )
  })

  test('3,650.00 overdue for 10 days at 18 % owes 18.00', () => {
    expect(lateInterestUp(3_650_00n * 864_000n, 180_000n)).toBe(18_00n)
    expect(lateInterestUp(1n, 1n)).toBe(1n)
    expect(lateInterestUp(0n, 180_000n)).toBe(0n)
  })
})
