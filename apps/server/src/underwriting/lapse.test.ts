import { readApplicationsTypedData } from '@hurong/sdk'
import type { ApplicationAnswer } from '@hurong/sdk/api'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '../database/database.ts'
import { accountOf } from '../fixtures/assessed.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import type { Person } from '../fixtures/market.ts'
import { bad, good, income, openUnderwriter, type Underwriter } from '../fixtures/underwriter.ts'
import { watchLapses } from './lapse.ts'
import { openUnderwriting } from './service.ts'

const day = 86_400
const { dti: _, ...incomplete } = good

describe.each(databaseKinds)('an applicant who comes back, on %s', (__, openSource) => {
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

  const mine = async (person: Person, account: Person = person) => {
    const deadline = underwriter.now() + 60
    const typed = readApplicationsTypedData(underwriter.context(), { deadline })
    return underwriter.get('applications', {
      'x-account': underwriter.api.market.address(account),
      'x-signature': await accountOf(person).signTypedData(typed),
      'x-deadline': String(deadline),
    })
  }
  const items = async (person: Person) => ((await mine(person)).body as { items: ApplicationAnswer[] }).items
  const apply = async (fields: Record<string, string>, principal: bigint) =>
    (await underwriter.applyWith(fields, { changed: { principal } })).body as ApplicationAnswer
  const passDays = async (days: number) => {
    await underwriter.api.market.passTime(days * day)
    await underwriter.api.index()
  }
  const readLog = async () =>
    (
      (await underwriter.get('log?limit=100')).body as {
        items: { index: number; hash: string; outcome: string }[]
      }
    ).items

  test('finds all of their applications, newest first, with what was asked and when; nobody else does', async () => {
    const assessed = await apply(good, 5_100_000_000n)
    await passDays(1)
    const queued = await apply(incomplete, 5_200_000_000n)
    await passDays(1)
    const declined = await apply(bad, 19_000_000_000n)
    const found = await items('bob')
    expect(found.map(({ applicationId }) => applicationId)).toEqual(
      [declined, queued, assessed].map(({ applicationId }) => applicationId),
    )
    expect(found.map(({ status }) => status)).toEqual(['declined', 'queued', 'assessed'])
    expect(found.map(({ lapsesAt }) => lapsesAt)).toEqual([null, queued.appliedAt + 14 * day, null])
    expect(found[1]).toMatchObject({
      asked: { productId: 1, principal: '5200000000', count: 12, method: 'equalInstalment' },
      assessment: null,
      saltedFields: null,
    })
    expect(found[2]?.assessment).toEqual(assessed.assessment)
    expect(await items('alice')).toEqual([])
    expect((await mine('alice', 'bob')).status).toBe(403)
    expect((await mine('bob')).cached).toBe('no-store')
    expect(JSON.stringify(found)).not.toContain(income)
  })

  test('holds the line of the log that tells of the last decision on each', async () => {
    const log = new Map((await readLog()).map(({ index, hash }) => [index, hash]))
    for (const { logged } of await items('bob')) expect(log.get(logged.index)).toBe(logged.hash)
    const { applicationId, logged } = await apply(incomplete, 5_300_000_000n)
    const { assessment } = await underwriter.queued(applicationId)
    const signature = await underwriter.approvalOf('dave', assessment)
    const { body } = await underwriter.decide(applicationId, true, 'dave', signature)
    const after = (body as ApplicationAnswer).logged
    expect(after.index).toBeGreaterThan(logged.index)
    expect((await readLog())[0]).toMatchObject({ ...after, outcome: 'assessed' })
  })

  test('is told that nobody decided in time: it lapses by the chain’s clock, and what they said is gone', async () => {
    const { applicationId, appliedAt } = await apply(incomplete, 5_400_000_000n)
    const status = async () => (await items('bob')).find((one) => one.applicationId === applicationId)?.status
    await passDays(13)
    expect(await status()).toBe('queued')
    const { assessment } = await underwriter.queued(applicationId)
    const signature = await underwriter.approvalOf('dave', assessment)
    await passDays(1)
    expect(await status()).toBe('lapsed')
    const late = await underwriter.decide(applicationId, true, 'dave', signature)
    expect(underwriter.kindOf(late)).toBe('AlreadyDecided')
    expect((await underwriter.queueFor('dave')).body).toMatchObject({ items: [] })
    const found = (await items('bob')).find((one) => one.applicationId === applicationId)
    expect(found).toMatchObject({ decidedAt: appliedAt + 14 * day, lapsesAt: null, signatures: [] })
    const [line] = (await readLog()).filter(({ hash }) => hash === found?.logged.hash)
    expect(line?.outcome).toBe('lapsed')
    const { keys } = underwriter.api.context.underwriting
    const [row] = rowsOf<{ sealed: string }>(
      await underwriter.api.database.execute(
        sql`select sealed from applications where application_id = ${applicationId}`,
      ),
    )
    expect(JSON.stringify(keys?.sealer.unseal(row?.sealed ?? ''))).not.toContain(income)
  })

  test('which happens as the chain moves on, whether or not anybody asks', async () => {
    await apply(incomplete, 5_500_000_000n)
    const waiting = () =>
      underwriter.api.database
        .execute(sql`select status from applications where status = 'queued'`)
        .then((result) => rowsOf(result).length)
    const end = watchLapses(underwriter.api.context)
    try {
      await passDays(1)
      expect(await waiting()).toBe(1)
      await passDays(14)
      await expect.poll(waiting, { timeout: 20_000 }).toBe(0)
    } finally {
      end()
    }
    // Each lapsed once, though the list, the watch and the queue all looked.
    const outcomes = (await readLog()).map(({ outcome }) => outcome)
    const lapsed = (await items('bob')).filter(({ status }) => status === 'lapsed')
    expect(outcomes.filter((outcome) => outcome === 'lapsed')).toHaveLength(lapsed.length)
  })
})

test('an application does not wait longer than an assessment holds', () => {
  expect(openUnderwriting({}).policy.wait).toBe(14 * day)
  expect(openUnderwriting({ validityDays: 10 }).policy.wait).toBe(10 * day)
  expect(() => openUnderwriting({ validityDays: 10, waitDays: 11 })).toThrow(
    'An application would wait 11 days; it must be from 1 to the 10 an assessment holds.',
  )
})
