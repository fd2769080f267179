import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aModelContent } from '../fixtures/model.ts'
import { assess } from './assess.ts'
import { expectedLoss, measuredLoss } from './loss.ts'

/** Loans alike: as many as asked for, of one exposure and one loss. */
const alike = (loans: number, exposure: number, lost: number) => ({
  exposure: new Array<number>(loans).fill(exposure),
  lost: new Array<number>(loans).fill(lost),
})

test('an expected loss is exposure × PD × LGD, rounded up', () => {
  expect(expectedLoss(10_000_00n, 90_000, 600_000)).toBe(540_00n)
  expect(expectedLoss(1n, 1, 1)).toBe(1n)
  expect(expectedLoss(0n, 90_000, 600_000)).toBe(0n)
  expect(() => expectedLoss(1n, 1_000_001, 0)).toThrow(RangeError)
})

describe('loss given default', () => {
  test('is what was lost over what was open: each loan weighs as much as was open of it', () => {
    const [small, large] = [alike(30, 1_000, 1_000), alike(30, 3_000, 1_400)]
    const found = measuredLoss([...small.exposure, ...large.exposure], [...small.lost, ...large.lost])
    // 30 × 2,400 of 30 × 4,000.
    expect(found).toMatchObject({ value: 600_000, loans: 60 })
  })

  test('has the band of a ratio estimate, by hand', () => {
    const [none, all] = [alike(50, 1_000, 0), alike(50, 1_000, 1_000)]
    const found = measuredLoss([...none.exposure, ...all.exposure], [...none.lost, ...all.lost])
    // Each loan lies 500 off: √(100 / 99 × 100 × 500²) / 100,000 = 0.0502519; × 1.959964 = 0.0984919.
    expect(found).toEqual({ value: 500_000, low: 401_508, high: 598_492, loans: 100 })
  })

  test('of loans that all lost the same share has no band to speak of, and is rounded up', () => {
    const { exposure, lost } = alike(70, 300, 200)
    expect(measuredLoss(exposure, lost)).toEqual({ value: 666_667, low: 666_666, high: 666_667, loans: 70 })
  })

  test('does not hang on the order of the loans, to the last digit', () => {
    const cents = fc.integer({ min: 1, max: 3_500_000 }).map((amount) => amount / 100)
    const loan = fc.tuple(cents, fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(fc.array(loan, { minLength: 50, maxLength: 80 }), (loans) => {
        const measured = (some: typeof loans) =>
          measuredLoss(
            some.map(([open]) => open),
            some.map(([open, share]) => open * share),
          )
        const found = measured(loans)
        expect(measured(loans.toReversed())).toEqual(found)
        const { low = 0, value = 0, high = 0 } = found ?? {}
        expect([0, low, value, high, 1_000_000].toSorted((a, b) => a - b)).toEqual([
          ...[0, low, value, high, 1_000_000],
        ])
      }),
    )
  })

  test('leaves out loans that were repaid, those with nothing open, and those of which nothing is told', () => {
    const { exposure, lost } = alike(50, 1_000, 900)
    expect(
      measuredLoss([...exposure, Number.NaN, 0, 1_000], [...lost, Number.NaN, 0, Number.NaN]),
    ).toMatchObject({ value: 900_000, loans: 50 })
  })

  test('of fewer than 50 loans, or of none, is not told', () => {
    const { exposure, lost } = alike(49, 1_000, 900)
    expect(measuredLoss(exposure, lost)).toBeNull()
    expect(measuredLoss([], [])).toBeNull()
  })

  test('stands in every score, and is all of it where the model does not tell', () => {
    const cells = { amount: '3000', income: '20000', term: '36', home: 'RENT' }
    expect(assess(aModelContent(), cells).lossGivenDefault).toBe(600_000)
    expect(assess(aModelContent({ lossGivenDefault: null }), cells).lossGivenDefault).toBe(1_000_000)
  })
})
