import { describe, expect, expectTypeOf, test } from 'vitest'
import { add, compare, greatest, least, lessOrNone, type Money, money, subtract } from './money.ts'

const dollars = money(250n, 'USD')
const yuan = money(100n, 'CNY')

describe('money', () => {
  test('adds, subtracts and compares in one currency', () => {
    expect(add(dollars, money(50n, 'USD'))).toEqual({ amount: 300n, currency: 'USD' })
    expect(subtract(dollars, money(300n, 'USD'))).toEqual({ amount: -50n, currency: 'USD' })
    expect(compare(dollars, money(250n, 'USD'))).toBe(0)
    expect(compare(dollars, money(251n, 'USD'))).toBe(-1)
    expect(compare(dollars, money(249n, 'USD'))).toBe(1)
  })

  test('two currencies do not compile together', () => {
    expectTypeOf(dollars).toEqualTypeOf<Money<'USD'>>()
    // Never called: that these lines don't compile is what is tested.
    const mixed = [
      // @ts-expect-error dollars and yuan don't add
      () => add(dollars, yuan),
      // @ts-expect-error nor subtract
      () => subtract(yuan, dollars),
      // @ts-expect-error nor compare
      () => compare(dollars, yuan),
      // @ts-expect-error nor does one pass for the other
      (): Money<'CNY'> => dollars,
    ]
    expect(mixed).toHaveLength(4)
  })

  test('least, greatest and what is left', () => {
    expect([least(2n, 3n), greatest(2n, 3n), lessOrNone(3n, 2n), lessOrNone(2n, 3n)]).toEqual([
      2n,
      3n,
      1n,
      0n,
    ])
  })
})
