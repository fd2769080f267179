import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DivisionOutOfRange, divDown, divUp } from './divide.ts'

describe('division', () => {
  test('7 over 2 is 3 down and 4 up, 6 over 2 is 3 both ways', () => {
    expect([divDown(7n, 2n), divUp(7n, 2n), divDown(6n, 2n), divUp(6n, 2n)]).toEqual([3n, 4n, 3n, 3n])
    expect([divDown(0n, 5n), divUp(0n, 5n)]).toEqual([0n, 0n])
  })

  test('up and down enclose the exact quotient by less than one', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 200n }),
        fc.bigInt({ min: 1n, max: 2n ** 100n }),
        (a, b) => {
          expect(divDown(a, b) * b).toBeLessThanOrEqual(a)
          expect(divUp(a, b) * b).toBeGreaterThanOrEqual(a)
          expect(divUp(a, b) - divDown(a, b)).toBe(divDown(a, b) * b === a ? 0n : 1n)
        },
      ),
    )
  })

  test('a negative dividend or a divisor below 1 is refused with both figures', () => {
    expect(() => divUp(-1n, 2n)).toThrow(new DivisionOutOfRange(-1n, 2n))
    expect(() => divDown(5n, 0n)).toThrow('Cannot divide 5 by 0')
    expect(() => divDown(5n, -1n)).toThrow(DivisionOutOfRange)
  })
})
