import { disclose, isDisclosed } from '@hurong/scoring/explain'
import { type Deployment, hashAssessment } from '@hurong/sdk'
import { readTape, SAMPLE_FILE, type TapeLoan } from '@hurong/tape'
import { recoverAddress } from 'viem'
import { beforeAll, expect, test } from 'vitest'
import { createWallets } from '../history/wallets.ts'
import { applicationOf, monthsOf, saltedBySeed, wasTrainedOn } from './application.ts'
import { champion } from './champion.ts'
import { createUnderwriting, type TapeRequest } from './underwriting.ts'

const wallets = createWallets('test test test test test test test test test test test junk')
const signers = [wallets.account(7), wallets.account(8)] as const
const currency = `0x${'c0'.repeat(20)}` as const
const deployment = {
  chainId: 31_337,
  contracts: { creditRecord: `0x${'cc'.repeat(20)}` },
} as unknown as Deployment
const model = champion()
const limit = 20_000n
const underwriting = createUnderwriting({
  ...{ model, deployment, currency, signers, secondSignatureAbove: limit, seed: 5 },
})
const applicant = { participantId: 12, at: 1_790_000_000 }

let told: TapeLoan
beforeAll(async () => {
  for await (const row of readTape(SAMPLE_FILE))
    if (row.kind === 'loan' && !wasTrainedOn(model, row.loan)) {
      told = row.loan
      break
    }
})
const request = (changed: Partial<TapeRequest['asked']> = {}): TapeRequest => ({
  told,
  requested: 8_000n,
  termDays: 1_078,
  asked: {
    ...{
      principal: 8_000n,
      annualRate: 360_000n,
      method: 'equalInstalment',
      interestOnlyCount: 0,
      months: 36,
    },
    ...changed,
  },
})

test('an assessment says what the model says, allows what was asked for, and holds for a month', () => {
  const assessment = underwriting.assessmentOf(request(), applicant)
  expect(assessment).toMatchObject({
    participantId: 12,
    greatestPrincipal: 8_000n,
    greatestTermDays: 1_078,
    modelHash: model.hash,
  })
  expect(assessment.expiresAt - assessment.issuedAt).toBe(30 * 86_400)
  expect(assessment.pd12Months).toBeLessThan(assessment.pdLife)
})

test('above the limit a second underwriter signs what the first did', async () => {
  const signersOf = async (principal: bigint) => {
    const { assessment, signatures } = await underwriting.sign(request({ principal }), applicant)
    const hash = hashAssessment({ deployment }, assessment)
    return Promise.all(signatures.map(({ signature }) => recoverAddress({ hash, signature })))
  }
  const [first, second] = signers.map(({ address }) => address)
  expect(await signersOf(limit)).toEqual([first])
  expect(await signersOf(limit + 1n)).toEqual([first, second])
})

test('the least rate pays for the risk, and where the tape lent for less it is the rate of the tape', () => {
  const leastAt = (annualRate: bigint) =>
    underwriting.assessmentOf(request({ annualRate }), applicant).leastRate
  const price = leastAt(1_000_000n)
  expect(price % 100).toBe(0)
  // Six per cent are wanted; the rest pays for losses.
  expect(price).toBeGreaterThan(60_000)
  expect(leastAt(BigInt(price) + 1n)).toBe(price)
  expect(leastAt(BigInt(price) - 1n)).toBe(price - 1)
})

test('a field of an application can be shown under what the assessment commits to', () => {
  const { inputsRoot } = underwriting.assessmentOf(request(), applicant)
  const fields = saltedBySeed(applicationOf(model, told, 36), told, 5)
  expect(isDisclosed(inputsRoot, disclose(fields, 'annual_inc'))).toBe(true)
  expect(fields.term?.value).toBe('36')
  const other = saltedBySeed(applicationOf(model, told, 36), told, 6)
  expect(isDisclosed(inputsRoot, disclose(other, 'annual_inc'))).toBe(false)
})

test('what the model cannot read is refused with the field', () => {
  const broken = { ...told, cells: { ...told.cells, annual_inc: 'much' } }
  expect(underwriting.refusalOf(broken)).toMatch(/annual_inc "much"/)
  expect(underwriting.refusalOf(told)).toBeUndefined()
})

test('a loan of the last month of the training was learnt from, one of the next was not', () => {
  const issued = (date: string) => ({ issuedAt: Date.parse(`${date}T00:00:00Z`) / 1000 })
  expect(wasTrainedOn(model, issued('2009-12-01'))).toBe(true)
  expect(wasTrainedOn(model, issued('2010-01-01'))).toBe(false)
})

test('a term in weeks is told in whole months', () => {
  expect(monthsOf({ unit: 'week', interval: 2, count: 52 })).toBe(24)
  expect(monthsOf({ unit: 'month', interval: 18, count: 1 })).toBe(18)
})
