import { assessmentOf, declineTypedData, ROLES, readEvents, withTimes } from '@hurong/sdk'
import type { ApplicationAnswer } from '@hurong/sdk/api'
import { compareWithDatabase } from '@hurong/sdk/verify'
import { sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '../database/database.ts'
import { accountOf, champion } from '../fixtures/assessed.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { manage } from '../fixtures/manage.ts'
import { good, income, openUnderwriter, type Underwriter } from '../fixtures/underwriter.ts'
import { createApp } from '../http/app.ts'
import { openUnderwriting } from './service.ts'

describe.each(databaseKinds)('what waits for a person, and what is kept, on %s', (_, openSource) => {
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

  describe('the queue', () => {
    test('holds what lacks fields, for underwriters who sign to see it, until one of them approves', async () => {
      const { dti: __, ...rest } = good
      const { body } = await underwriter.applyWith(rest)
      const { applicationId, status, assessment } = body as ApplicationAnswer
      expect([status, assessment]).toEqual(['queued', null])
      expect((await underwriter.queueFor('bob')).status).toBe(403)
      // What is personal is kept by nobody on the way.
      expect((await underwriter.queueFor('dave')).cached).toBe('no-store')
      const found = await underwriter.queued(applicationId)
      expect(found).toMatchObject({ why: 'missingFields', missing: ['dti'], needed: 1 })
      expect(found.fields.annual_inc).toBe(income)
      const stranger = await underwriter.approvalOf('bob', found.assessment)
      expect((await underwriter.decide(applicationId, true, 'bob', stranger)).status).toBe(403)
      expect((await underwriter.decide(applicationId, true, 'dave', stranger)).status).toBe(403)
      for (const changed of [{ greatestPrincipal: '19999000000' }, { greatestTermDays: 1_800 }]) {
        const other = await underwriter.approvalOf('dave', { ...found.assessment, ...changed })
        expect((await underwriter.decide(applicationId, true, 'dave', other)).status).toBe(403)
      }
      const signature = await underwriter.approvalOf('dave', found.assessment)
      expect((await underwriter.decide(applicationId, true, 'dave', signature)).body).toMatchObject({
        status: 'assessed',
        assessment: found.assessment,
        signatures: [{ signer: underwriter.api.market.address('dave').toLowerCase(), signature }],
        saltedFields: null,
      })
      expect(underwriter.kindOf(await underwriter.decide(applicationId, true, 'dave', signature))).toBe(
        'AlreadyDecided',
      )
    })

    test("above the limit takes a person's signature beside the service's, and the chain takes both", async () => {
      const { body } = await underwriter.applyWith(good, { changed: { principal: 25_000_000_000n } })
      const { applicationId } = body as ApplicationAnswer
      const found = await underwriter.queued(applicationId)
      expect(found).toMatchObject({ why: 'secondSignature', needed: 2, approvedBy: [] })
      // The service's own account alone is one signer, not two.
      const own = await underwriter.decide(
        applicationId,
        true,
        'operator',
        await underwriter.approvalOf('operator', found.assessment),
      )
      expect(own.body).toMatchObject({ status: 'queued', signatures: [] })
      const second = await underwriter.decide(
        applicationId,
        true,
        'operator',
        await underwriter.approvalOf('operator', found.assessment),
      )
      expect(second.status).toBe(403)
      const { body: done } = await underwriter.decide(
        applicationId,
        true,
        'dave',
        await underwriter.approvalOf('dave', found.assessment),
      )
      const { assessment, signatures, status } = done as ApplicationAnswer
      expect([status, signatures.length]).toEqual(['assessed', 2])
      if (assessment === null) throw new Error('Nothing was assessed.')
      const published = await underwriter.api.market.as.alice.record.publishAssessment({
        assessment: assessmentOf(assessment),
        signatures: signatures as { signer: Hex; signature: Hex }[],
      })
      await published.wait()
    })

    test("where somebody else approves, the service's own key is the second", async () => {
      const { body } = await underwriter.applyWith(good, { changed: { principal: 26_000_000_000n } })
      const { applicationId } = body as ApplicationAnswer
      const { assessment } = await underwriter.queued(applicationId)
      const done = await underwriter.decide(
        applicationId,
        true,
        'dave',
        await underwriter.approvalOf('dave', assessment),
      )
      expect(done.body).toMatchObject({ status: 'assessed' })
      expect((done.body as ApplicationAnswer).signatures.map(({ signer }) => signer.toLowerCase())).toEqual([
        underwriter.api.market.address('dave').toLowerCase(),
        underwriter.api.market.address('operator').toLowerCase(),
      ])
    })

    test('is declined by a signature over that alone, with the reasons', async () => {
      const { dti: __, ...rest } = good
      const { applicationId } = (await underwriter.applyWith(rest)).body as ApplicationAnswer
      const typed = declineTypedData(underwriter.context(), { applicationId: applicationId as Hex })
      const signature = await accountOf('dave').signTypedData(typed)
      expect((await underwriter.decide(applicationId, false, 'operator', signature)).status).toBe(403)
      expect((await underwriter.decide(applicationId, false, 'dave', signature)).body).toMatchObject({
        status: 'declined',
        refused: { rule: 'person' },
        assessment: null,
      })
    })
  })

  describe('what is kept', () => {
    const compare = async (query: (text: string) => Promise<Record<string, unknown>[]>) => {
      const { publicClient, deployment } = underwriter.api.market
      const at = { publicClient, deployment }
      const head = await publicClient.getBlockNumber({ cacheTime: 0 })
      const events = await withTimes(at, await readEvents(at, { toBlock: head }))
      const blockAt = (blockNumber: bigint) => publicClient.getBlock({ blockNumber })
      return (await compareWithDatabase(query, events, deployment, blockAt)).differences
    }

    test('is a log whose every line holds the one before; one that was changed or left out is found', async () => {
      await underwriter.api.index()
      const { body } = await underwriter.get('log?limit=100')
      const { items } = body as {
        items: { index: number; hash: string; previousHash: string; outcome: string }[]
      }
      expect(new Set(items.map(({ outcome }) => outcome))).toEqual(
        new Set(['assessed', 'queued', 'approved', 'declined']),
      )
      for (const [place, { previousHash }] of items.slice(0, -1).entries())
        expect(previousHash).toBe(items[place + 1]?.hash)
      const run = async (change: ReturnType<typeof sql> | undefined) => {
        let found: Awaited<ReturnType<typeof compare>> = []
        await underwriter.api.database
          .transaction(async (tx) => {
            if (change !== undefined) await tx.execute(change)
            found = await compare(async (text) => rowsOf(await tx.execute(sql.raw(text))))
            tx.rollback()
          })
          .catch((error: Error) => {
            if (error.constructor.name !== 'TransactionRollbackError') throw error
          })
        return found.map(({ where }) => where)
      }
      expect(await run(undefined)).toEqual([])
      expect(await run(sql`update credit_decisions set outcome = 'declined' where index = 1`)).toContain(
        'decision log, line 1',
      )
      expect(await run(sql`delete from credit_decisions where index = 2`)).toContain('decision log, line 3')
    })

    test('holds nothing an applicant said in plain words, in rows, in log or in events; and nothing sealed once it is decided', async () => {
      const rows = rowsOf(
        await underwriter.api.database.execute(
          sql`select a::text as row from applications a union all select d::text from credit_decisions d union all select e::text from chain_events e`,
        ),
      )
      expect(rows.length).toBeGreaterThan(5)
      expect(JSON.stringify(rows)).not.toContain(income)
      expect(underwriter.said()).not.toContain(income)
      const { keys } = underwriter.api.context.underwriting
      const sealed = rowsOf<{ status: string; sealed: string }>(
        await underwriter.api.database.execute(sql`select status, sealed from applications`),
      )
      for (const row of sealed) {
        const text = JSON.stringify(keys?.sealer.unseal(row.sealed))
        expect(text.includes(income), row.status).toBe(row.status === 'queued')
      }
    })
  })

  test('takes no application where the service has no key, or its account is no underwriter', async () => {
    const context = { ...underwriter.api.context, underwriting: openUnderwriting({}) }
    const app = createApp({ context, limit: { perMinute: 1_000 } })
    const without = await app.request('/api/v1/credit/applications', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(await underwriter.signedBody(good)),
    })
    expect([without.status, ((await without.json()) as { type: string }).type]).toEqual([
      503,
      'urn:hurong:problem:NotUnderwriting',
    ])
    await manage(underwriter.api.market, 'revokeRole', [
      ROLES.underwriter,
      underwriter.api.market.address('operator'),
    ])
    await underwriter.api.index()
    const revoked = await underwriter.applyWith(good)
    expect([revoked.status, underwriter.kindOf(revoked)]).toEqual([503, 'NotUnderwriting'])
    await manage(underwriter.api.market, 'grantRole', [
      ROLES.underwriter,
      underwriter.api.market.address('operator'),
      0,
    ])
    await underwriter.api.index()
  })

  test('takes no application once the model is retired', async () => {
    const { dti: __, ...rest } = good
    const { applicationId } = (await underwriter.applyWith(rest)).body as ApplicationAnswer
    const found = await underwriter.queued(applicationId)
    await (await underwriter.api.market.as.operator.record.retireModel({ modelHash: champion.hash })).wait()
    await underwriter.api.index()
    expect(underwriter.kindOf(await underwriter.applyWith(good))).toBe('NoModel')
    expect(
      underwriter.kindOf(
        await underwriter.decide(
          applicationId,
          true,
          'dave',
          await underwriter.approvalOf('dave', found.assessment),
        ),
      ),
    ).toBe('NoModel')
  })
})
