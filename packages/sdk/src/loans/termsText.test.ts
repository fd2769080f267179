import { keccak256, stringToHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { type TermsTextInput, termsTextHashes, termsTextOf } from './termsText.ts'

const input: TermsTextInput = {
  chainId: 31_337,
  loans: '0x00000000000000000000000000000000000000aA',
  currency: { address: '0x00000000000000000000000000000000000000bb', symbol: 'TUSD', decimals: 6 },
  borrowerId: 7,
  purpose: 'smallBusiness',
  fundingDeadline: 1_800_000_000,
  autoRepay: true,
  terms: {
    principal: 12_345_670_000n,
    annualRate: 125_300n,
    lateRate: 240_000n,
    method: 'equalInstalment',
    unit: 'month',
    interval: 1,
    count: 36,
    interestOnlyCount: 0,
    graceDays: 3,
    defaultDays: 90,
    writeOffDays: 180,
    originationFee: 10_000n,
    reflectionPeriod: 345_600,
    drawPeriod: 604_800,
    leastShare: 500_000,
    leastTicket: 25_000_000n,
  },
}
const both = ['zh', 'en'] as const

describe('the text of the terms', () => {
  test.each(both)('names amount, rates, dates and days in %s', (language) => {
    const text = termsTextOf(input, language)
    for (const figure of [
      '12,345.67 TUSD',
      '12.53 %',
      '24 %',
      '25.00 TUSD',
      '50 %',
      '1 %',
      '2027-01-15 08:00:00 UTC',
      '36',
      '90',
      '180',
    ])
      expect(text).toContain(figure)
    expect(text).not.toMatch(/undefined|NaN|null/)
  })

  test.each(both)('differs in %s when any number differs', (language) => {
    const original = termsTextOf(input, language)
    const changes: Partial<TermsTextInput['terms']>[] = [
      { principal: 12_345_670_001n },
      { annualRate: 125_301n },
      { lateRate: 240_001n },
      { method: 'equalPrincipal' },
      { unit: 'week' },
      { interval: 2 },
      { count: 35 },
      { interestOnlyCount: 1 },
      { graceDays: 4 },
      { defaultDays: 91 },
      { writeOffDays: 181 },
      { originationFee: 10_001n },
      { reflectionPeriod: 0 },
      { drawPeriod: 604_801 },
      { leastShare: 500_001 },
      { leastTicket: 25_000_001n },
    ]
    for (const change of changes)
      expect(termsTextOf({ ...input, terms: { ...input.terms, ...change } }, language)).not.toBe(original)
    const others: Partial<TermsTextInput>[] = [
      { chainId: 1 },
      { borrowerId: 8 },
      { purpose: 'car' },
      { fundingDeadline: 1_800_000_001 },
      { autoRepay: false },
    ]
    for (const change of others) expect(termsTextOf({ ...input, ...change }, language)).not.toBe(original)
  })

  test('says of a bullet that everything is due on one day, after the whole term', () => {
    const bullet = { ...input, terms: { ...input.terms, method: 'bullet', interval: 6, count: 1 } } as const
    expect(termsTextOf(bullet, 'en')).toContain('in one sum, 6 months after the draw')
    expect(termsTextOf(bullet, 'zh')).toContain('6 个月后一次还清')
  })

  test('shows no more decimals than needed, and none for a currency without', () => {
    const fine = { ...input, currency: { ...input.currency, decimals: 18 } }
    expect(termsTextOf({ ...fine, terms: { ...input.terms, principal: 10n ** 18n + 1n } }, 'en')).toContain(
      '1.000000000000000001 TUSD',
    )
    const whole = { ...input, currency: { ...input.currency, decimals: 0 } }
    expect(termsTextOf({ ...whole, terms: { ...input.terms, principal: 1_000n } }, 'en')).toContain(
      ' 1,000 TUSD,',
    )
  })

  test('is hashed as UTF-8', () => {
    const { zh, en, zhHash, enHash } = termsTextHashes(input)
    expect(zhHash).toBe(keccak256(stringToHex(zh)))
    expect(enHash).toBe(keccak256(stringToHex(en)))
  })

  test('keeps the wording of version 1 to the letter', () => {
    const { zhHash, enHash } = termsTextHashes(input)
    expect({ zhHash, enHash }).toMatchInlineSnapshot(`
      {
        "enHash": "0x0441e93d28424c8083bd23089a41ea5169e5efe4c8c4ec1dedb8b5bd0706ca68",
        "zhHash": "0x772ea51b39a8136a6d90897f5a44963c0fc02ce9ab9dcd5e0df849b4156b735f",
      }
    `)
  })
})
