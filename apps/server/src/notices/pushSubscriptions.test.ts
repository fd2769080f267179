import { eq } from 'drizzle-orm'
import type { Address } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { noticeDeliveries, pushSubscriptions } from '../database/schema.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { startPushService } from '../fixtures/pushService.ts'
import { sealer } from '../underwriting/seal.ts'
import { type PushAddress, type PushChannel, pushChannel } from './channels/push.ts'
import { deliverDue, failingDestinations } from './deliver.ts'
import { keepNotices } from './keep.ts'
import { type NoticeKind, toNotice } from './notice.ts'
import {
  dropSubscription,
  findSubscription,
  greatestBrowsers,
  keepSubscription,
  listSubscriptions,
  subscriptionIdOf,
} from './pushSubscriptions.ts'

const secret = `0x${'ab'.repeat(32)}` as const
const aKey = sealer(secret)
const [mei, li] = [`0x${'e1'.repeat(20)}`, `0x${'11'.repeat(20)}`] as const satisfies Address[]
const time = 1_800_000_000

describe.each(databaseKinds)('a browser that is told with no page open, kept in %s,', (_, openSource) => {
  let source: DatabaseSource
  let opened: OpenDatabase
  let service: Awaited<ReturnType<typeof startPushService>>
  beforeAll(async () => {
    source = await openSource()
    opened = await source.open()
    service = await startPushService()
  })
  afterAll(async () => {
    await service?.close()
    await opened?.close()
    await source?.close()
  })
  beforeEach(async () => {
    service.pushed.splice(0)
    service.answer(201)
    await opened.database.delete(pushSubscriptions)
    await opened.database.delete(noticeDeliveries)
  })

  const subscribe = (account: Address, address: PushAddress, at = time) =>
    keepSubscription(
      opened.database,
      aKey,
      account,
      { address, language: 'en' },
      { at, device: 'Chrome/Android' },
    )
  let count = 0
  const happens = (account: Address, at = time + 60) =>
    keepNotices(opened.database, [toNotice(account, 'signersChanged', `${count++}`, { at, eventId: 0 })], {
      now: 0,
      at,
    })
  const deliver = (now = 1_000) =>
    deliverDue(
      {
        database: opened.database,
        sealer: aKey,
        email: undefined,
        push: pushChannel(secret, 'mailto:operator@hurong.example', [service.url]),
      },
      () => now,
    )

  test('reads what happened in its owner’s language, signed by this server, without a figure or an address', async () => {
    const address = service.subscribe()
    await subscribe(mei, address)
    await happens(mei)
    expect(await deliver()).toEqual({ sent: 1, failed: 0 })
    const [pushed] = service.pushed
    expect(pushed).toMatchObject({
      path: new URL(address.endpoint).pathname,
      ttl: 3 * 86_400,
      contact: 'mailto:operator@hurong.example',
      signedBy: pushChannel(secret, 'mailto:another@hurong.example', []).publicKey,
      message: {
        title: 'Who may confirm for your account has changed',
        body: 'The passkeys of your account have changed. If that was not you, look at once.',
        path: '/account',
        language: 'en',
      },
    })
    expect(pushed?.topic).toBe(pushed?.message.id)
    expect(JSON.stringify(pushed?.message)).not.toContain(mei.slice(2))
  })

  test('is told of nothing that happened before it was, nor of another’s account', async () => {
    await subscribe(mei, service.subscribe())
    await happens(mei, time - 1)
    await happens(li)
    expect(await deliver()).toEqual({ sent: 0, failed: 0 })
  })

  test('is told beside every other browser of its owner, each once', async () => {
    const addresses = [service.subscribe(), service.subscribe()]
    for (const address of addresses) await subscribe(mei, address)
    await happens(mei)
    await Promise.all([deliver(), deliver(), deliver()])
    expect(service.pushed.map(({ path }) => path).sort()).toEqual(
      addresses.map(({ endpoint }) => new URL(endpoint).pathname).sort(),
    )
  })

  test('is forgotten for every account once its push service says that it is gone', async () => {
    const address = service.subscribe()
    for (const account of [mei, li]) await subscribe(account, address)
    service.unsubscribe(address)
    await happens(mei)
    expect(await deliver()).toEqual({ sent: 0, failed: 0 })
    expect(await opened.database.$count(pushSubscriptions)).toBe(0)
    await happens(li)
    expect(await opened.database.$count(noticeDeliveries, eq(noticeDeliveries.account, li))).toBe(0)
  })

  test('is told again while its push service does not take it, and its owner sees that it fails', async () => {
    const address = service.subscribe()
    await subscribe(mei, address)
    await happens(mei)
    service.answer(503)
    expect(await deliver()).toEqual({ sent: 0, failed: 1 })
    expect(await failingDestinations(opened.database, mei)).toEqual(new Set([subscriptionIdOf(address)]))
    service.answer(201)
    expect(await deliver(61_001)).toEqual({ sent: 1, failed: 0 })
    expect(await failingDestinations(opened.database, mei)).toEqual(new Set())
  })

  test('is not failing once something newer arrived, though something older waits still', async () => {
    const address = service.subscribe()
    await subscribe(mei, address)
    await happens(mei)
    service.answer(503)
    for (const at of [1_000, 61_001, 61_002 + 5 * 60_000]) await deliver(at)
    expect(await failingDestinations(opened.database, mei)).toEqual(new Set([subscriptionIdOf(address)]))
    service.answer(201)
    await happens(mei, time + 600)
    expect(await deliver(70_000 + 5 * 60_000)).toEqual({ sent: 1, failed: 0 })
    expect(await failingDestinations(opened.database, mei)).toEqual(new Set())
  })

  test('is told again when its push service says that it may be, a day later at most', async () => {
    const minute = 60_000
    await subscribe(mei, service.subscribe())
    await happens(mei)
    service.answer(429, { 'retry-after': '1800' })
    expect(await deliver()).toEqual({ sent: 0, failed: 1 })
    expect(await deliver(29 * minute)).toEqual({ sent: 0, failed: 0 })
    service.answer(503, { 'retry-after': new Date(Date.now() + 7 * 86_400_000).toUTCString() })
    expect(await deliver(31 * minute + 1_000)).toEqual({ sent: 0, failed: 1 })
    service.answer(201)
    expect(await deliver(20 * 60 * minute)).toEqual({ sent: 0, failed: 0 })
    expect(await deliver(25 * 60 * minute)).toEqual({ sent: 1, failed: 0 })
  })

  test('is not tried by another server while an attempt may still be on its way', async () => {
    await subscribe(mei, service.subscribe())
    await happens(mei)
    const answered = service.hold()
    const first = deliver()
    await answered.asked
    expect(await deliver(30_000)).toEqual({ sent: 0, failed: 0 })
    answered.go()
    expect(await first).toEqual({ sent: 1, failed: 0 })
    expect(service.pushed).toHaveLength(1)
  })

  test('hears what happened in the order it happened in', async () => {
    await subscribe(mei, service.subscribe())
    const kinds = ['recoveryVetoed', 'recoveryProposed', 'trusteesChanged', 'callsScheduled'] as const
    const found = kinds.map((kind, index) =>
      toNotice(mei, kind, `order ${index}`, { at: time + 60, eventId: 10 - index }),
    )
    await keepNotices(opened.database, found, { now: 0, at: time + 60 })
    expect(await deliver()).toEqual({ sent: 4, failed: 0 })
    expect(service.pushed.map(({ message }) => message.id)).toEqual(
      found.map(({ noticeId }) => noticeId.slice(2, 34)).reverse(),
    )
  })

  test('is not written to by a push service that is none of those any more', async () => {
    await subscribe(mei, service.subscribe())
    await happens(mei)
    const push = pushChannel(secret, 'mailto:operator@hurong.example', ['push.example'])
    const delivering = { database: opened.database, sealer: aKey, email: undefined, push }
    expect(await deliverDue(delivering, () => 1_000)).toEqual({ sent: 0, failed: 0 })
    expect(service.pushed).toEqual([])
  })

  test('that is told anew is not failing for what it was not told before, and hears none of it', async () => {
    const address = service.subscribe()
    await subscribe(mei, address)
    await happens(mei)
    service.answer(503)
    await deliver()
    await dropSubscription(opened.database, mei, subscriptionIdOf(address))
    await subscribe(mei, address, time + 120)
    service.answer(201)
    expect(await failingDestinations(opened.database, mei)).toEqual(new Set())
    expect(await deliver(61_001)).toEqual({ sent: 0, failed: 0 })
    // Told in another language, it goes on with what waits.
    await happens(mei, time + 180)
    await subscribe(mei, address, time + 240)
    expect(await deliver()).toEqual({ sent: 1, failed: 0 })
  })

  test('that is told with a key that was lost is told no more, and nothing else fails for it', async () => {
    const address = service.subscribe()
    await subscribe(mei, address)
    const lost = sealer(`0x${'cd'.repeat(32)}`)
    expect(await findSubscription(opened.database, lost, mei, subscriptionIdOf(address))).toBeUndefined()
  })

  test('that answers nobody keeps others waiting for half a minute and no longer, and all are told in the end', async () => {
    for (let browser = 0; browser < 5; browser++) await subscribe(mei, service.subscribe())
    await happens(mei)
    let clock = 1_000
    let told = 0
    const slow: PushChannel = {
      ...pushChannel(secret, 'mailto:operator@hurong.example', [service.url]),
      send: async () => {
        clock += 20_000
        told += 1
        return 'taken'
      },
    }
    const round = () =>
      deliverDue({ database: opened.database, sealer: aKey, email: undefined, push: slow }, () => clock)
    for (const expected of [2, 4, 5, 5]) {
      await round()
      expect(told).toBe(expected)
    }
  })

  test('is told no more once its owner has ended it, of what was on its way neither', async () => {
    const address = service.subscribe()
    await subscribe(mei, address)
    await happens(mei)
    await dropSubscription(opened.database, mei, subscriptionIdOf(address))
    expect(await deliver()).toEqual({ sent: 0, failed: 0 })
    expect(service.pushed).toEqual([])
  })

  const recovered = (account: Address, found: readonly [NoticeKind, number][], at = time + 60, now = at) =>
    keepNotices(
      opened.database,
      found.map(([kind, eventId]) => toNotice(account, kind, `recovery ${count++}`, { at, eventId })),
      { now: 0, at: now },
    )
  const held = async (account: Address) =>
    (await listSubscriptions(opened.database, account)).map(({ subscriptionId }) => subscriptionId)

  test('hears of the recovery of an account and of nothing after it, until it is told anew', async () => {
    const address = service.subscribe()
    for (const account of [mei, li]) await subscribe(account, address)
    service.answer(503)
    await recovered(mei, [
      ['signersChanged', 7],
      ['recoveryFinalised', 8],
      ['trusteesChanged', 9],
    ])
    await deliver()
    // What happens while it was not told yet is nothing of its owner's either.
    await happens(mei)
    service.answer(201)
    expect(await deliver(61_001)).toEqual({ sent: 2, failed: 0 })
    expect(service.pushed.splice(0).map(({ message }) => message.title)).toEqual([
      'Who may confirm for your account has changed',
      'Your account has new passkeys',
    ])
    await happens(mei)
    expect(await deliver()).toEqual({ sent: 0, failed: 0 })
    expect([await held(mei), await held(li)]).toEqual([[], [subscriptionIdOf(address)]])

    await subscribe(mei, address)
    await happens(mei)
    expect(await deliver()).toEqual({ sent: 1, failed: 0 })
  })

  test('stays told where it was told anew while the recovery was on its way to it', async () => {
    const address = service.subscribe()
    await subscribe(mei, address)
    await recovered(mei, [['recoveryFinalised', 8]])
    await subscribe(mei, address)
    expect(await deliver()).toEqual({ sent: 0, failed: 0 })
    await happens(mei)
    expect(await deliver()).toEqual({ sent: 1, failed: 0 })
    expect(await held(mei)).toEqual([subscriptionIdOf(address)])
  })

  test('is told no more once a recovery is given up on the way to it, or was read when it was no news', async () => {
    await subscribe(mei, service.subscribe())
    service.answer(503)
    await recovered(mei, [['recoveryFinalised', 8]])
    for (let now = 1_000; now < 2 * 86_400_000; now += 30 * 60_000) await deliver(now)
    expect(await held(mei)).toEqual([])
    const later = service.subscribe()
    await subscribe(mei, service.subscribe(), time)
    await subscribe(mei, later, time + 120)
    await recovered(mei, [['recoveryFinalised', 9]], time + 60, time + 5 * 86_400)
    expect(await held(mei)).toEqual([subscriptionIdOf(later)])
  })

  test('finds no room beside ten others, however many ask at once, and keeps its own', async () => {
    const addresses = Array.from({ length: greatestBrowsers + 3 }, () => service.subscribe())
    const answers = await Promise.all(addresses.map((address) => subscribe(mei, address)))
    expect(answers.filter((answer) => answer === 'noRoom')).toHaveLength(3)
    const first = addresses[answers.indexOf('added')] as PushAddress
    expect(await subscribe(mei, first)).toBe('renewed')
    expect(await listSubscriptions(opened.database, mei)).toHaveLength(greatestBrowsers)
  })

  test('leaves nothing in the database by which anybody could reach it', async () => {
    await subscribe(mei, service.subscribe())
    const rows = JSON.stringify(await opened.database.select().from(pushSubscriptions))
    expect(rows).not.toContain('127.0.0.1')
    expect(rows).not.toContain('p256dh')
  })
})
