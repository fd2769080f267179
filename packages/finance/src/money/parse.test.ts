import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AmountUnreadable, formatUnits, parseAmount } from './parse.ts'

describe('parseAmount', () => {
  test.each([
    ['1234.5', 2, 1234_50n],
    ['0.07', 2, 7n],
    ['-0.07', 2, -7n],
    ['+3', 6, 3_000_000n],
    ['12.', 2, 1200n],
    [' 5.100 ', 2, 510n],
    ['0.000000000000000001', 18, 1n],
    ['9007199254740993.01', 2, 900719925474099301n],
    ['42', 0, 42n],
  ])('%s with %i decimals', (text, decimals, units) => {
    expect(parseAmount(text, decimals)).toBe(units)
  })

  test.each(['', ' ', 'abc', '1e3', '1,000', '.5', '0x10', '--1', '1.2.3', 'NaN', 'Infinity', '１２'])(
    '"%s" is no number',
    (text) => {
      expect(() => parseAmount(text, 2)).toThrow(new AmountUnreadable(text, 2, 'notANumber'))
    },
  )

  test('is not rounded: 1.005 has no exact cents', () => {
    expect(() => parseAmount('1.005', 2)).toThrow('"1.005" has more than 2 decimals.')
  })

  test('reads back what formatUnits writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
        fc.integer({ min: 0, max: 18 }),
        (units, decimals) => {
          expect(parseAmount(formatUnits(units, decimals), decimals)).toBe(units)
        },
      ),
    )
    expect([formatUnits(-5n, 2), formatUnits(1_234_567n, 6), formatUnits(0n, 0)]).toEqual([
      '-0.05',
      '1.234567',
      '0',
    ])
  })
})
