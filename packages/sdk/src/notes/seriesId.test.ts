import { describe, expect, test } from 'vitest'
import { loanReference, packSeriesId, parseLoanReference, unpackSeriesId } from './seriesId.ts'

const currency = '0xffffffffffffffffffffffffffffffffffff1234'

describe('series ids', () => {
  test('put issuer index, currency and number from high to low', () => {
    expect(
      packSeriesId({ issuerIndex: 1, currency: '0x0000000000000000000000000000000000000002', number: 3n }),
    ).toBe((1n << 240n) | (2n << 80n) | 3n)
  })
  test('come apart as they were packed, at the ends of each range too', () => {
    for (const parts of [
      { issuerIndex: 1, currency: '0x0000000000000000000000000000000000000000', number: 1n },
      { issuerIndex: 65_535, currency, number: (1n << 80n) - 1n },
    ] as const)
      expect(unpackSeriesId(packSeriesId(parts))).toEqual(parts)
  })
  test('refuse an index or a number that does not fit', () => {
    expect(() => packSeriesId({ issuerIndex: 0, currency, number: 1n })).toThrow('issuer index is 0')
    expect(() => packSeriesId({ issuerIndex: 1, currency, number: 1n << 80n })).toThrow('number is')
  })
})

describe('loan references', () => {
  test('are written L-17', () => expect(loanReference(17n)).toBe('L-17'))
  test('are read however somebody types them', () => {
    for (const text of ['L-17', 'l17', ' 17 ']) expect(parseLoanReference(text)).toBe(17)
  })
  test('are none when they are something else', () => {
    for (const text of ['', 'L-', '0', 'L-1.5', '0x17', '-17'])
      expect(parseLoanReference(text)).toBeUndefined()
  })
})
