import { expectedReturnOf } from '@hurong/sdk'
import { powersZh } from '@hurong/sdk/powers/words'
import { describe, expect, test } from 'vitest'
import { leastRateOf, refusedBy, refusedByPerson } from './score.ts'

const policy = { targetReturnBps: 600 }
const product = { greatestRate: 240_000 }

describe('the model and the limits', () => {
  test('do not cover grade G, a rate above the greatest, or a risk no rate pays for', () => {
    expect(refusedBy({ grade: 'G' }, 100_000, product)?.rule).toBe('grade')
    expect(refusedBy({ grade: 'C' }, 240_001, product)?.rule).toBe('rate')
    expect(refusedBy({ grade: 'F' }, null, product)?.rule).toBe('rate')
    expect(refusedBy({ grade: 'F' }, 240_000, product)).toBeNull()
  })
})

describe('the least rate', () => {
  const asked = { principal: 10_000_000_000n, method: 'equalInstalment', count: 36 } as const

  test('is the return aimed at where nobody fails, and none where all do', () => {
    const all = { lossGivenDefault: 1_000_000 }
    expect(leastRateOf({ pd12: 0, pdLifetime: 0, ...all }, asked, policy)).toBe(60_000)
    expect(leastRateOf({ pd12: 1_000_000, pdLifetime: 1_000_000, ...all }, asked, policy)).toBeNull()
  })

  test.each([
    [12, 1_000_000],
    [36, 1_000_000],
    [60, 1_000_000],
    [12, 934_643],
    [36, 934_643],
    [60, 400_000],
  ])(
    'leaves a lender what was aimed at, by what the market shows of it (%i months, %i millionths lost)',
    (count, lossGivenDefault) => {
      for (const pdLifetime of [20_000, 90_000, 200_000]) {
        const pd12 = count <= 12 ? pdLifetime : Math.floor((pdLifetime * 12) / count)
        const rate = leastRateOf({ pd12, pdLifetime, lossGivenDefault }, { ...asked, count }, policy) ?? 0
        const terms = {
          annualRate: BigInt(rate),
          method: 'equalInstalment',
          unit: 'month',
          interval: 1,
          count,
          interestOnlyCount: 0,
        } as const
        const risk = { pd12Months: pd12, pdLife: pdLifetime, lossGivenDefault }
        expect(expectedReturnOf(terms, risk)).toBeGreaterThanOrEqual(60_000)
        expect(expectedReturnOf({ ...terms, annualRate: BigInt(rate - 100) }, risk)).toBeLessThan(60_000)
      }
    },
  )
})

test('an underwriter is told of by the name the site has for the role', () => {
  expect(refusedByPerson.zh).toContain(powersZh['powers.role.underwriter'])
})
