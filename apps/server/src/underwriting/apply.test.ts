import { commitmentOf, recompute, type SaltedFields } from '@hurong/scoring/explain'
import { assessmentOf, expectedReturnOf, readApplicationTypedData } from '@hurong/sdk'
import type { ApplicationAnswer } from '@hurong/sdk/api'
import { sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '../database/database.ts'
import { accountOf, champion, championText } from '../fixtures/assessed.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import type { Person } from '../fixtures/market.ts'
import { bad, good, openUnderwriter, type Underwriter } from '../fixtures/underwriter.ts'

const day = 86_400

describe.each(databaseKinds)('what applicants are answered on %s', (_, openSource) => {
  let source: DatabaseSource
  let underwriter: Underwriter
  beforeAll(async () => {
    source = await openSource()
    underwriter = await openUnderwriter(source)
  })
  afterAll(async () => {
    await underwriter?.api.close()
    await source?.close()
  })

  describe('a pre-assessment', () => {
    const asked = { productId: 1, principal: '5000000000', count: 24 }
    test('tells score, reasons, what would improve it, and terms side by side', async () => {
      const { status, body } = await underwriter.send('pre-assessment', { ...asked, fields: good })
      expect(status).toBe(200)
      const { offers, contributions, ...rest } = body as {
        offers: { count: number; annualRate: number; totalCost: string; instalment: string }[]
        contributions: { zh: string; en: string }[]
      }
      expect(rest).toMatchObject({ modelHash: champion.hash, refused: null })
      expect(contributions.every(({ zh, en }) => zh !== '' && en !== '')).toBe(true)
      expect(offers.map(({ count }) => count)).toEqual(
        offers.map(({ count }) => count).toSorted((a, b) => a - b),
      )
      expect(offers.map(({ count }) => count)).toContain(24)
      const costs = offers.map(({ totalCost }) => BigInt(totalCost))
      expect(costs).toEqual(costs.toSorted((a, b) => (a < b ? -1 : 1)))
    })

    test('promises a lender the return that the service aims at', async () => {
      const { body } = await underwriter.send('pre-assessment', { ...asked, fields: good })
      const lossGivenDefault = champion.content.lossGivenDefault.value
      const { offers } = body as {
        offers: { count: number; annualRate: number; pd12Months: number; pdLife: number }[]
      }
      for (const { count, annualRate, pd12Months, pdLife } of offers) {
        const terms = {
          annualRate: BigInt(annualRate),
          method: 'equalInstalment',
          unit: 'month',
          interval: 1,
          count,
          interestOnlyCount: 0,
        } as const
        const expected = expectedReturnOf(terms, { pd12Months, pdLife, lossGivenDefault })
        // 6 %; a price is a whole number of basis points, the least that reaches it.
        expect(expected).toBeGreaterThanOrEqual(60_000)
        expect(expected).toBeLessThan(60_150)
      }
    })

    test('names the field that cannot be read, in both languages, and repeats nothing that stood in it', async () => {
      const wrong = await underwriter.send('pre-assessment', {
        ...asked,
        fields: { ...good, annual_inc: '-91234' },
      })
      expect(wrong).toMatchObject({
        status: 400,
        body: {
          errors: [
            {
              path: 'fields.annual_inc',
              message: 'is negative. Correct it and try again.',
              zh: '不能为负数。请更正后重试。',
            },
          ],
        },
      })
      expect(JSON.stringify(wrong.body)).not.toContain('91234')
    })

    test.each([
      ['fields.shoe', { fields: { ...good, shoe: '43' } }],
      ['fields.earliest_cr_line', { fields: { ...good, earliest_cr_line: '2098-01-01' } }],
      ['fields.dti', { fields: { ...good, dti: 'much' } }],
      ['principal', { principal: '1' }],
      ['principal', { principal: '-5' }],
      ['count', { count: 361 }],
      ['productId', { productId: 99 }],
    ])('names %s, in both languages, if it is not allowed', async (path, changed) => {
      const { status, body } = await underwriter.send('pre-assessment', {
        ...asked,
        fields: good,
        ...changed,
      })
      expect(status).toBe(400)
      const { errors, detailZh } = body as { errors: { path: string; zh: string }[]; detailZh: string }
      expect(errors[0]?.path).toBe(path)
      expect(errors[0]?.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(detailZh).toMatch(/[\u4e00-\u9fff]/)
    })

    test('says why nothing is offered', async () => {
      const { body } = await underwriter.send('pre-assessment', {
        ...asked,
        principal: '30000000000',
        fields: bad,
      })
      expect(body).toMatchObject({ grade: 'G', refused: { rule: 'grade' } })
      const { offers, reasons } = body as { offers: { annualRate: null }[]; reasons: object[] }
      expect(offers.every(({ annualRate }) => annualRate === null)).toBe(true)
      expect(reasons.length).toBeGreaterThan(0)
    })

    test('is of a registered model alone, and leaves no row', async () => {
      const none = await underwriter.send('pre-assessment', {
        ...asked,
        fields: good,
        modelHash: `0x${'99'.repeat(32)}`,
      })
      expect([none.status, underwriter.kindOf(none)]).toEqual([409, 'NoModel'])
      const [count] = rowsOf<{ n: number }>(
        await underwriter.api.database.execute(sql`select count(*)::int as n from applications`),
      )
      expect(count?.n).toBe(0)
    })
  })

  describe('an application', () => {
    test('that model and limits cover is signed, recomputed from its salted fields, and taken by the chain', async () => {
      const { status, body } = await underwriter.applyWith(good)
      expect(status).toBe(200)
      const answer = body as ApplicationAnswer
      expect(answer).toMatchObject({ status: 'assessed', refused: null })
      const { assessment, signatures, saltedFields } = answer
      if (assessment === null || saltedFields === null) throw new Error('Nothing was assessed.')
      expect(commitmentOf(saltedFields as SaltedFields)).toBe(assessment.inputsRoot)
      const again = recompute(
        championText,
        'champion.json',
        saltedFields as SaltedFields,
        Math.floor(assessment.issuedAt / day),
      )
      expect(again).toMatchObject({
        modelHash: assessment.modelHash,
        commitment: assessment.inputsRoot,
        grade: assessment.grade,
        pd12: assessment.pd12Months,
        pdLifetime: assessment.pdLife,
      })
      expect(again.reasons.map(({ code }) => code)).toEqual(assessment.reasons)
      const sent = await underwriter.api.market.as.bob.loans.requestAssessed({
        asked: {
          productId: 1,
          principal: BigInt(assessment.greatestPrincipal),
          annualRate: assessment.leastRate,
          method: 'equalInstalment',
          unit: 'month',
          interval: 1,
          count: 12,
          purpose: 'car',
          fundingDeadline: underwriter.now() + 5 * day,
          autoRepay: true,
          zhHash: `0x${'11'.repeat(32)}`,
          enHash: `0x${'22'.repeat(32)}`,
        },
        assessment: assessmentOf(assessment),
        signatures: signatures as { signer: Hex; signature: Hex }[],
      })
      await sent.wait()
      await underwriter.api.index()
      const loan = (await (await underwriter.api.app.request('/api/v1/loans/1')).json()) as {
        assessment: object
      }
      expect(loan.assessment).toMatchObject({ grade: assessment.grade, modelHash: champion.hash })
    })

    test('takes amount and term from what is asked for, whatever the fields say', async () => {
      const { body } = await underwriter.applyWith({ ...good, loan_amnt: '500', term: '36' })
      const { saltedFields, assessment } = body as ApplicationAnswer
      expect(saltedFields?.loan_amnt?.value).toBe(String(Number(assessment?.greatestPrincipal) / 1e6))
      expect(saltedFields?.term?.value).toBe('12')
      expect(assessment?.greatestTermDays).toBe(360)
    })

    test('of grade G is declined with reasons; nothing is signed', async () => {
      const { body } = await underwriter.applyWith(bad, { changed: { principal: 19_000_000_000n } })
      expect(body).toMatchObject({
        status: 'declined',
        assessment: null,
        signatures: [],
        refused: { rule: 'grade' },
      })
      expect((body as ApplicationAnswer).reasons.length).toBeGreaterThan(0)
    })

    test('is read again by the wallet that made it alone, without the fields', async () => {
      const { body } = await underwriter.applyWith(good)
      const { applicationId } = body as ApplicationAnswer
      const read = async (person: Person, deadline: number) => {
        const typed = readApplicationTypedData(underwriter.context(), {
          applicationId: applicationId as Hex,
          deadline,
        })
        const signature = await accountOf(person).signTypedData(typed)
        return underwriter.get(`applications/${applicationId}`, {
          'x-signature': signature,
          'x-deadline': String(deadline),
        })
      }
      expect((await read('bob', underwriter.now() + 60)).body).toMatchObject({
        status: 'assessed',
        saltedFields: null,
      })
      expect((await read('alice', underwriter.now() + 60)).status).toBe(403)
      expect((await read('bob', underwriter.now() - 1)).status).toBe(403)
    })

    test.each<[string, number, string, Parameters<Underwriter['applyWith']>[1]]>([
      ['of another participant', 403, 'SignatureRefused', { signer: 'alice' }],
      ['signed for another chain', 403, 'SignatureRefused', { chainId: 1 }],
      ['of a participant who is none', 403, 'SignatureRefused', { changed: { participantId: 77 } }],
      ['whose deadline has passed', 403, 'SignatureRefused', { changed: { deadline: 1_700_000_000 } }],
      [
        'that would hold for longer than a day',
        403,
        'SignatureRefused',
        { changed: { deadline: 4_000_000_000 } },
      ],
      [
        'of other fields than were signed',
        400,
        'BadRequest',
        { changed: { fieldsHash: `0x${'00'.repeat(32)}` } },
      ],
      ['in another currency', 400, 'BadRequest', { changed: { currency: `0x${'22'.repeat(20)}` } }],
    ])('%s is refused', async (__, status, kind, options) => {
      const answer = await underwriter.applyWith(good, options)
      expect([answer.status, underwriter.kindOf(answer)]).toEqual([status, kind])
      expect((answer.body as { detailZh: string }).detailZh).toMatch(/[\u4e00-\u9fff]/)
    })

    test('whose figures were changed after it was signed is refused, and so is the same one twice', async () => {
      const body = await underwriter.signedBody(good)
      const changed = { ...body, application: { ...body.application, principal: '6000000000' } }
      expect((await underwriter.send('applications', changed)).status).toBe(403)
      expect((await underwriter.send('applications', body)).status).toBe(200)
      const twice = await underwriter.send('applications', body)
      expect([twice.status, underwriter.kindOf(twice)]).toEqual([409, 'ApplicationKnown'])
    })
  })
})
