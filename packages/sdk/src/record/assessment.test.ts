import { readFileSync } from 'node:fs'
import { type Address, type Hex, parseUnits } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personalProduct } from '../deploy/config.ts'
import type { Deployment } from '../deployments/index.ts'
import type { HurongError } from '../errors/index.ts'
import { passTime } from '../fixtures/anvil.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import {
  type Assessment,
  assessmentToChain,
  GRADES,
  hashAssessment,
  packReasons,
  signAssessment,
  unpackReasons,
} from './assessment.ts'

const vector = JSON.parse(
  readFileSync(new URL('../../../../contracts/test/vectors/assessment.json', import.meta.url), 'utf8'),
) as {
  chainId: number
  verifyingContract: Address
  assessment: Record<string, never>
  assessmentHash: Hex
}

test('the hash is the one the contracts are held to', () => {
  const { assessment: given, chainId, verifyingContract } = vector
  const assessment = {
    ...given,
    grade: GRADES[given.grade ?? 0],
    greatestPrincipal: BigInt(given.greatestPrincipal ?? 0),
    reasons: unpackReasons(BigInt(given.reasons ?? 0)),
  } as unknown as Assessment
  const deployment = { chainId, contracts: { creditRecord: verifyingContract } } as Deployment
  expect(hashAssessment({ deployment }, assessment)).toBe(vector.assessmentHash)
})

describe('reason codes', () => {
  test('come out of the packed form as they went in, the first in the lowest bits', () => {
    expect(packReasons([3, 7])).toBe(0x7_0003n)
    expect(unpackReasons(packReasons([65_535, 1, 2, 40_000]))).toEqual([65_535, 1, 2, 40_000])
    expect(unpackReasons(packReasons([]))).toEqual([])
  })

  test('are four at most, whole, and from 1 to 65,535', () => {
    expect(() => packReasons([1, 2, 3, 4, 5])).toThrow(RangeError)
    for (const reason of [0, 65_536, 1.5, -1]) expect(() => packReasons([reason])).toThrow(RangeError)
  })
})

describe('on a chain', () => {
  const modelHash: Hex = `0x${'a1'.repeat(32)}`
  let market: Market
  let productId: number

  beforeAll(async () => {
    market = await openMarket()
    const operator = market.as(market.people.operator)
    const product = { ...personalProduct(market.currency, 6), assessed: true }
    const set = await operator.loans.setProduct({ product })
    await set.wait()
    productId = set.result
    const announced = await operator.record.announceModel({
      modelHash,
      schemaHash: `0x${'5c'.repeat(32)}`,
      uri: 'https://models.example/champion.json',
    })
    await announced.wait()
  })
  afterAll(() => market.chain.close())

  const assess = async (changed: Partial<Assessment> = {}): Promise<Assessment> => {
    const now = await market.now()
    return {
      participantId: 1,
      grade: 'C',
      pd12Months: 45_000,
      pdLife: 90_000,
      currency: market.currency,
      greatestPrincipal: parseUnits('5000', 6),
      greatestTermDays: 90,
      leastRate: 100_000,
      modelHash,
      inputsRoot: `0x${'11'.repeat(32)}`,
      reasons: [3, 7],
      issuedAt: now,
      expiresAt: now + 30 * 86_400,
      ...changed,
    }
  }
  const ask = async (assessment: Assessment) => {
    const { as, people } = market
    const asked = {
      productId,
      principal: parseUnits('1000', 6),
      annualRate: 120_000,
      method: 'equalInstalment',
      unit: 'month',
      interval: 1,
      count: 3,
      purpose: 'smallBusiness',
      fundingDeadline: (await market.now()) + 7 * 86_400,
      autoRepay: true,
      zhHash: `0x${'11'.repeat(32)}`,
      enHash: `0x${'22'.repeat(32)}`,
    } as const
    const signatures = [await signAssessment(market, people.operator, assessment)]
    return as(people.bob).loans.requestAssessed({ asked, assessment, signatures })
  }
  const refusal = (attempt: Promise<unknown>) =>
    attempt.then(
      () => undefined,
      (error: HurongError) => ({ name: error.name, args: error.args }),
    )

  test('an assessment is signed, quoted, told and kept with the loan', async () => {
    const { as, people } = market
    const assessment = await assess()
    const sent = await ask(assessment)
    const { events } = await sent.wait()
    const quoted = events.find(({ name }) => name === 'AssessmentQuoted')
    const assessmentHash = hashAssessment(market, assessment)
    expect(quoted?.args).toMatchObject({
      loanId: sent.result,
      participantId: 1,
      modelHash,
      assessmentHash,
      assessment: { pd12Months: 45_000, reasons: assessmentToChain(assessment).reasons },
    })
    const { record } = as(people.dan)
    expect(await record.readAssessment({ loanId: sent.result })).toEqual({
      assessmentHash,
      modelHash,
      grade: 'C',
      pd12Months: 45_000,
      pdLife: 90_000,
      reasons: [3, 7],
      issuedAt: assessment.issuedAt,
      expiresAt: assessment.expiresAt,
    })
    expect(await record.readLoanQuoting({ assessmentHash })).toBe(sent.result)
    expect(await record.readNewestIssuedAt({ participantId: 1 })).toBe(assessment.issuedAt)
    expect(await refusal(ask(assessment))).toEqual({
      name: 'AssessmentUsed',
      args: { assessmentHash, loanId: sent.result },
    })
  })

  test('a product that asks for one refuses a request without', async () => {
    expect(await refusal(market.aLoan({ productId }))).toEqual({
      name: 'AssessmentRequired',
      args: { productId },
    })
  })

  test('errors of the record reach the borrower with their figures', async () => {
    const low = await assess({ greatestPrincipal: parseUnits('999', 6) })
    expect(await refusal(ask(low))).toEqual({
      name: 'PrincipalAboveAssessed',
      args: { principal: parseUnits('1000', 6), greatest: parseUnits('999', 6) },
    })
    expect(await refusal(ask(await assess({ greatestTermDays: 89 })))).toEqual({
      name: 'TermAboveAssessed',
      args: { termDays: 90n, greatest: 89n },
    })
    const high = await assess({ greatestPrincipal: parseUnits('20000.000001', 6) })
    expect(await refusal(ask(high))).toMatchObject({ name: 'SecondSignatureMissing' })
  })

  test('a published newer assessment takes the place of the older', async () => {
    const { as, people } = market
    const older = await assess({ inputsRoot: `0x${'12'.repeat(32)}` })
    await passTime(market.chain.url, 1)
    const newer = await assess({ greatestPrincipal: 0n })
    const signatures = [await signAssessment(market, people.operator, newer)]
    await (await as(people.dan).record.publishAssessment({ assessment: newer, signatures })).wait()
    expect(await refusal(ask(older))).toMatchObject({ name: 'AssessmentSuperseded' })
  })

  test('the register tells a model as it stands, and nothing of one nobody announced', async () => {
    const { as, people } = market
    const operator = as(people.operator)
    const other: Hex = `0x${'a2'.repeat(32)}`
    const { record } = as(people.dan)
    expect(await record.readModel({ modelHash: other })).toBeUndefined()
    await (await operator.record.announceModel({ modelHash: other, schemaHash: other, uri: '' })).wait()
    await (await operator.record.retireModel({ modelHash: other })).wait()
    const models = await record.readModels()
    expect(models.map((model) => model.modelHash)).toEqual([modelHash, other])
    expect(models[0]?.retiredAt).toBeNull()
    expect(models[1]?.retiredAt).toBe(await market.now())
    expect(await record.readModelNoticePeriod()).toBe(0n)
    const retired = await assess({ modelHash: other, issuedAt: await market.now() })
    expect(await refusal(ask(retired))).toMatchObject({ name: 'ModelOutOfUse' })
  })
})
