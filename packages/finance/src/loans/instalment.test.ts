import { describe, expect, test } from 'vitest'
import { aLoan } from '../fixtures/loans.ts'
import { instalmentOf, powRay, RAY } from './instalment.ts'
import { PRINCIPAL_MAX } from './terms.ts'

describe('powRay', () => {
  test('1.01 to the third is 1.030301 exactly, anything to the 0 is 1', () => {
    expect(powRay((RAY * 101n) / 100n, 3)).toBe((RAY * 1_030_301n) / 1_000_000n)
    expect(powRay(RAY * 7n, 0)).toBe(RAY)
    expect(powRay(RAY * 2n, 10)).toBe(RAY * 1024n)
  })

  test('rounds every product down', () => {
    expect(powRay(1n, 2)).toBe(0n)
    expect(powRay(RAY + 1n, 2)).toBe(RAY + 2n)
    expect(powRay(RAY + 1n, 3)).toBe(RAY + 3n)
  })
})

describe('instalmentOf', () => {
  test('10,000.00 at 1 % a month in 3 equal instalments: 3,400.23 (rounded up from 3,400.2211)', () => {
    expect(instalmentOf(aLoan(), 10_000_00n, 3)).toBe(3_400_23n)
  })

  test('without interest it is the principal over the count, rounded up', () => {
    expect(instalmentOf(aLoan({ annualRate: 0n }), 100n, 3)).toBe(34n)
  })

  test('equal principal is the principal part alone', () => {
    expect(instalmentOf(aLoan({ method: 'equalPrincipal' }), 100n, 3)).toBe(34n)
  })

  test('interest only and bullet have none', () => {
    expect(instalmentOf(aLoan({ method: 'interestOnly' }), 100n, 3)).toBe(0n)
    expect(instalmentOf(aLoan({ method: 'bullet', count: 1 }), 100n, 1)).toBe(0n)
  })

  test('200,000.00 at 6 % over 30 years: 1,199.11 (1,199.1010 rounded up)', () => {
    expect(instalmentOf(aLoan({ annualRate: 60_000n }), 200_000_00n, 360)).toBe(1_199_11n)
  })

  test('one unit and the greatest principal at 100 % both have one', () => {
    expect(instalmentOf(aLoan({ annualRate: 1_000_000n }), 1n, 360)).toBe(1n)
    const most = instalmentOf(aLoan({ annualRate: 1_000_000n }), PRINCIPAL_MAX, 360)
    expect(most).toBeGreaterThan(PRINCIPAL_MAX / 12n)
    expect(most).toBeLessThan(PRINCIPAL_MAX / 11n)
  })
})
