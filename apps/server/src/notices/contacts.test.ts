import { eq } from 'drizzle-orm'
import { toHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { byEmail, noticeDeliveries } from '../database/schema.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { sealer } from '../underwriting/seal.ts'
import { dropContact, findContact, makeCode, takeCode } from './contacts.ts'
import { failingDestinations } from './deliver.ts'

const aKey = sealer(`0x${'ab'.repeat(32)}`)
const now = 10 * 86_400_000
const accountOf = (index: number) => toHex(0xc0_de_00 + index, { size: 20 })
const forty = Array.from({ length: 40 }, (_, index) => index)

describe.each(databaseKinds)('codes for an address, counted in %s,', (_, openSource) => {
  let source: DatabaseSource
  let opened: OpenDatabase
  beforeAll(async () => {
    source = await openSource()
    opened = await source.open()
  })
  afterAll(async () => {
    await opened?.close()
    await source?.close()
  })

  const ask = (index: number, email: string) =>
    makeCode(
      opened.database,
      aKey,
      accountOf(index),
      { email, language: 'en', origin: 'https://hurong.example' },
      now,
    )
  const countMade = async (asked: readonly Promise<object>[]) =>
    (await Promise.all(asked)).filter((answer) => 'code' in answer).length

  test('are no more for being asked for at once, by one account or for one address', async () => {
    expect(await countMade(forty.map(() => ask(0, 'one@example.org')))).toBe(1)
    expect(await countMade(forty.map((index) => ask(1 + index, 'many@example.org')))).toBe(5)
  })

  test('are no more for what is written behind a plus, and go to the address as it was given', async () => {
    let made = 0
    for (const index of forty) if ('code' in (await ask(100 + index, `Wei+${index}@example.org`))) made += 1
    expect(made).toBe(5)
    expect(await ask(200, 'wei@example.org')).toEqual({ refusal: 'tooMany' })
    const answer = await ask(201, 'mei+home@example.org')
    await takeCode(opened.database, aKey, accountOf(201), 'code' in answer ? answer.code : '', { now, at: 1 })
    expect(await findContact(opened.database, aKey, accountOf(201))).toMatchObject({
      email: 'mei+home@example.org',
    })
  })
  test('that are confirmed have what did not arrive before forgotten, and what still waits sent there at once', async () => {
    const account = accountOf(300)
    const [failed, waiting] = [`0x${'f1'.repeat(32)}`, `0x${'f2'.repeat(32)}`] as const
    const tried = { destination: byEmail, account, attempts: 3, nextAt: now + 86_400_000 }
    await opened.database.insert(noticeDeliveries).values([
      { ...tried, noticeId: failed, status: 'failed' },
      { ...tried, noticeId: waiting, status: 'waiting' },
    ])
    expect(await failingDestinations(opened.database, account)).toEqual(new Set([byEmail]))
    const answer = await ask(300, 'right@example.org')
    await takeCode(opened.database, aKey, account, 'code' in answer ? answer.code : '', { now, at: 1 })
    expect(await failingDestinations(opened.database, account)).toEqual(new Set())
    const left = await opened.database
      .select()
      .from(noticeDeliveries)
      .where(eq(noticeDeliveries.account, account))
    expect(left).toMatchObject([{ noticeId: waiting, status: 'waiting', attempts: 0, nextAt: now }])
  })

  test('that were confirmed under a key that was lost are nobody’s, and others can be confirmed in their place', async () => {
    const account = accountOf(400)
    const first = await ask(400, 'before@example.org')
    await takeCode(opened.database, aKey, account, 'code' in first ? first.code : '', { now, at: 1 })
    const another = sealer(`0x${'cd'.repeat(32)}`)
    expect(await findContact(opened.database, another, account)).toBeUndefined()
    const [contact, at] = [
      { email: 'after@example.org', language: 'en', origin: 'https://hurong.example' },
      now + 61_000,
    ] as const
    const second = await makeCode(opened.database, another, account, contact, at)
    const code = 'code' in second ? second.code : ''
    expect(await takeCode(opened.database, another, account, code, { now: at, at: 1 })).toEqual({
      right: true,
    })
    expect(await findContact(opened.database, another, account)).toEqual(contact)
    expect(await dropContact(opened.database, aKey, account)).toBeUndefined()
  })
})
