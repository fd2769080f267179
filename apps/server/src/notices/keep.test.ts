import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { eventIdOf } from '../indexer/event.ts'
import { keepNotices, listNotices } from './keep.ts'
import { noteNow } from './noteNow.ts'
import { type NoticeKind, toNotice } from './notice.ts'

describe.each(databaseKinds)('the notices of one second, kept in %s,', (_, openSource) => {
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

  const at = 1_800_000_000
  const keep = (account: `0x${string}`, kind: NoticeKind, block: number, logIndex: number) =>
    keepNotices(
      opened.database,
      [toNotice(account, kind, `${block} ${logIndex}`, { at, eventId: eventIdOf(block, logIndex) })],
      { now: at * 1000, at },
    )
  const see = (account: `0x${string}`, kind: NoticeKind, block: number) =>
    noteNow({ head: { current: () => ({ block, time: at }) } as never }, opened.database, account, {
      kind,
      subject: `seen ${block}`,
    })
  const kinds = async (account: `0x${string}`, count?: number) =>
    (await listNotices(opened.database, account, count)).map(({ kind }) => kind)

  test('are listed in the order they stand in on the chain, in whichever they were read', async () => {
    const account = `0x${'a1'.repeat(20)}` as const
    await keep(account, 'callsCancelled', 7, 10)
    await keep(account, 'recoveryProposed', 8, 0)
    await keep(account, 'callsScheduled', 7, 9)
    await keep(account, 'trusteesChanged', 6, 200)
    const order = ['recoveryProposed', 'callsCancelled', 'callsScheduled', 'trusteesChanged']
    expect(await kinds(account)).toEqual(order)
    // Cut off anywhere, it is the same list.
    for (const count of [1, 2, 3]) expect(await kinds(account, count)).toEqual(order.slice(0, count))
  })

  test('come after all of the block that was the newest when the server saw them, and then as it saw them', async () => {
    const account = `0x${'a2'.repeat(20)}` as const
    await see(account, 'signedIn', 7)
    await see(account, 'codesTurnedOff', 7)
    await see(account, 'codesTurnedOn', 7)
    await keep(account, 'callsScheduled', 7, 3)
    await keep(account, 'callsCancelled', 8, 0)
    expect(await kinds(account)).toEqual([
      ...['callsCancelled', 'codesTurnedOn', 'codesTurnedOff', 'signedIn', 'callsScheduled'],
    ])
  })
})
