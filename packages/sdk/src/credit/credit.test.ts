import { recoverTypedDataAddress, zeroHash } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import type { Deployment } from '../deployments/index.ts'
import { applicationTypedData, type CreditApplication, hashFields } from './applications.ts'
import { hashDecision } from './decisions.ts'
import { expectedReturnOf } from './expectedReturn.ts'
import { lossGivenDefaultIn, withLossGivenDefault } from './lossGivenDefault.ts'
import { type ForetoldLoan, trackRecordOf, vintageOf, wilsonBand } from './trackRecord.ts'

const terms = {
  annualRate: 120_000n,
  method: 'equalInstalment',
  unit: 'month',
  interval: 1,
  count: 36,
  interestOnlyCount: 0,
} as const

describe('what a lender earns on average', () => {
  /** Where nothing comes back of what is open at a default. */
  const all = { lossGivenDefault: 1_000_000 }

  test.each([
    terms,
    { ...terms, method: 'bullet', interval: 18, count: 1 },
    { ...terms, method: 'interestOnly' },
    { ...terms, method: 'equalPrincipal', unit: 'week', count: 52 },
    { ...terms, unit: 'day', interval: 30, count: 6 },
  ] as const)('is the agreed rate where nobody defaults ($method, $count × $interval $unit)', (own) => {
    expect(expectedReturnOf(own, { pd12Months: 0, pdLife: 0, ...all })).toBe(120_000)
  })

  test('of a year that ends in one payment is what is left of it: 0.9 × 1.12 - 1', () => {
    const bullet = { ...terms, method: 'bullet', interval: 12, count: 1 } as const
    expect(expectedReturnOf(bullet, { pd12Months: 100_000, pdLife: 100_000, ...all })).toBe(8_000)
  })

  test('has what comes back of a default in it: 0.9 × 1.12 + 0.1 × 0.25 - 1, and all of it where nothing is lost', () => {
    const bullet = { ...terms, method: 'bullet', interval: 12, count: 1 } as const
    const risk = { pd12Months: 100_000, pdLife: 100_000 }
    expect(expectedReturnOf(bullet, { ...risk, lossGivenDefault: 750_000 })).toBe(33_000)
    expect(expectedReturnOf(bullet, { ...risk, lossGivenDefault: 0 })).toBe(108_000)
  })

  test('falls as more is lost of a default', () => {
    const returns = [0, 250_000, 500_000, 934_643, 1_000_000].map((lossGivenDefault) =>
      expectedReturnOf(terms, { pd12Months: 40_000, pdLife: 100_000, lossGivenDefault }),
    )
    expect(returns).toEqual(returns.toSorted((a, b) => b - a))
    expect(new Set(returns).size).toBe(5)
  })

  test('falls as defaults rise, and is a loss where half of the loans fail', () => {
    const returns = [0, 50_000, 100_000, 300_000, 500_000].map((pdLife) =>
      expectedReturnOf(terms, { pd12Months: pdLife / 2, pdLife, ...all }),
    )
    expect(returns).toEqual([...returns].sort((a, b) => b - a))
    expect(new Set(returns).size).toBe(5)
    expect(returns.at(-1)).toBeLessThan(0)
  })

  test('is told even of what cannot be: more defaults in a year than ever, and all of them', () => {
    const odd = expectedReturnOf(terms, { pd12Months: 200_000, pdLife: 100_000, ...all })
    expect(odd).toBe(expectedReturnOf(terms, { pd12Months: 200_000, pdLife: 200_000, ...all }))
    expect(expectedReturnOf(terms, { pd12Months: 1_000_000, pdLife: 1_000_000, ...all })).toBeLessThan(
      -900_000,
    )
    const bullet = { ...terms, method: 'bullet', interval: 24, count: 1 } as const
    expect(expectedReturnOf(bullet, { pd12Months: 1_000_000, pdLife: 1_000_000, ...all })).toBe(-499_999)
  })
})

describe('what a model reckons a default loses', () => {
  const address = '/api/v1/models/0x3d/file'
  test('stands behind the address the model is announced at', () => {
    const uri = withLossGivenDefault(address, 934_643)
    expect(uri).toBe('/api/v1/models/0x3d/file#lossGivenDefault=934643')
    expect(lossGivenDefaultIn(uri)).toBe(934_643)
    expect(lossGivenDefaultIn(withLossGivenDefault(address, 0))).toBe(0)
    for (const wrong of [-1, 0.5, 1_000_001])
      expect(() => withLossGivenDefault(address, wrong)).toThrow(RangeError)
  })

  test.each(['', address, `${address}#`, `${address}#lossGivenDefault=`, `${address}?lossGivenDefault=5`])(
    'is all of it where "%s" tells nothing',
    (uri) => expect(lossGivenDefaultIn(uri)).toBe(1_000_000),
  )

  test.each(['-5', '0.9', '1e3', '9999999', 'NaN', '99999999'])(
    'is all of it where it is told as %s',
    (told) => {
      expect(lossGivenDefaultIn(`${address}#lossGivenDefault=${told}`)).toBe(1_000_000)
    },
  )
})

describe('a track record', () => {
  const at = (text: string) => Date.parse(text) / 1_000
  const loan = (outcome: ForetoldLoan['outcome'], drawnAt = at('2026-10-01')): ForetoldLoan => ({
    grade: 'B',
    pdLife: 50_000,
    drawnAt,
    outcome,
  })

  test('tells vintages by the quarter of the draw, UTC', () => {
    expect([at('2026-09-30T23:59:59Z'), at('2026-10-01T00:00:00Z')].map(vintageOf)).toEqual([
      '2026-Q3',
      '2026-Q4',
    ])
  })

  test("has Wilson's band of what was seen once all have ended", () => {
    const loans = [
      ...Array.from({ length: 90 }, () => loan('repaid')),
      ...Array.from({ length: 10 }, () => loan('defaulted')),
    ]
    expect(trackRecordOf(loans).totals).toEqual([
      {
        grade: 'B',
        vintage: null,
        loans: 100,
        ended: 100,
        defaulted: 10,
        predicted: 5_000_000,
        // 10 of 100, as tables have it: 5.52 % to 17.44 %.
        low: 55_229,
        high: 174_366,
        small: false,
      },
    ])
  })

  test('counts loans that run neither as failed nor as paid: the band holds both', () => {
    const [line] = trackRecordOf([loan('defaulted'), loan('running'), loan('repaid')]).totals
    expect(line).toMatchObject({ loans: 3, ended: 2, defaulted: 1, small: true })
    expect(line?.low).toBe(wilsonBand(1, 3).low)
    expect(line?.high).toBe(wilsonBand(2, 3).high)
  })

  test('parts grades and vintages, and loses no loan', () => {
    const loans = [
      loan('repaid'),
      loan('repaid', at('2026-01-05')),
      { ...loan('running'), grade: 'A' } as const,
    ]
    const { trackRecord, totals } = trackRecordOf(loans)
    expect(trackRecord.map(({ grade, vintage, loans: count }) => [grade, vintage, count])).toEqual([
      ['A', '2026-Q4', 1],
      ['B', '2026-Q1', 1],
      ['B', '2026-Q4', 1],
    ])
    expect(totals.map(({ loans: count }) => count)).toEqual([1, 2])
  })

  test('holds nothing and everything', () => {
    expect(wilsonBand(0, 0)).toEqual({ low: 0, high: 1_000_000 })
    expect(wilsonBand(0, 10).low).toBe(0)
    expect(wilsonBand(10, 10).high).toBe(1_000_000)
  })
})

describe('an application', () => {
  const deployment = {
    chainId: 31_337,
    contracts: { creditRecord: '0x5fbdb2315678afecb367f032d93f642f64180aa3' },
  } as unknown as Deployment
  const account = privateKeyToAccount(`0x${'07'.repeat(32)}`)
  const application: CreditApplication = {
    participantId: 7,
    fieldsHash: hashFields({ income: '48000', home: 'RENT' }),
    productId: 1,
    principal: 10_000_000_000n,
    currency: '0x5fbdb2315678afecb367f032d93f642f64180aa3',
    method: 'equalInstalment',
    count: 36,
    deadline: 1_800_000_000,
  }

  test('hashes what was said whatever its order, and tells every letter of it', () => {
    expect(hashFields({ home: 'RENT', income: '48000' })).toBe(application.fieldsHash)
    expect(hashFields({ home: 'RENT', income: '48001' })).not.toBe(application.fieldsHash)
  })

  test('is signed for one chain, one deployment, and every figure of it', async () => {
    const typed = applicationTypedData({ deployment }, application)
    const signature = await account.signTypedData(typed)
    expect(await recoverTypedDataAddress({ ...typed, signature })).toBe(account.address)
    const others = [
      applicationTypedData({ deployment: { ...deployment, chainId: 1 } }, application),
      applicationTypedData({ deployment }, { ...application, principal: 10_000_000_001n }),
      applicationTypedData({ deployment }, { ...application, method: 'bullet' }),
      applicationTypedData({ deployment }, { ...application, participantId: 8 }),
    ]
    for (const other of others)
      expect(await recoverTypedDataAddress({ ...other, signature })).not.toBe(account.address)
  })
})

test('a line of the decision log has another hash if anything in it is another, or anything before it', () => {
  const line = {
    index: 1,
    previousHash: zeroHash,
    at: 1_800_000_000,
    outcome: 'assessed',
    modelHash: `0x${'3d'.repeat(32)}`,
    assessmentHash: null,
    inputsRoot: `0x${'1f'.repeat(32)}`,
    decidedBy: null,
  } as const
  const others = [
    { ...line, index: 2 },
    { ...line, previousHash: line.modelHash },
    { ...line, at: 1 },
    { ...line, outcome: 'declined' },
    { ...line, modelHash: zeroHash },
    { ...line, assessmentHash: line.modelHash },
    { ...line, inputsRoot: zeroHash },
    { ...line, decidedBy: '0x5fbdb2315678afecb367f032d93f642f64180aa3' },
  ] as const
  expect(new Set([line, ...others].map(hashDecision)).size).toBe(9)
})
