import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { bulkTable, deleteRows, insertRows, readRows, upsertRows } from './bulk.ts'
import { type OpenDatabase, openDatabase } from './open.ts'
import { chainEvents, holdings, undo } from './schema.ts'

const events = bulkTable(chainEvents)
const held = bulkTable(holdings)
const undone = bulkTable(undo)

/** Text that means something where arrays, JSON or statements are written. */
const awkward = [
  '',
  'null',
  'NULL',
  '{}',
  'a,b',
  '"',
  "'",
  '\\',
  '\\"',
  '{"a":1}',
  ' 互融 ',
  'two\nlines',
  '$1',
]

const event = (id: number, contract: string) => ({
  ...{ id, contract, type: 'Transfer', at: 1, block: 1, logIndex: id, transaction: '0xab' },
  ...{ loanNumber: id % 2 === 0 ? id : null, participantId: null, data: { amount: '1', text: contract } },
})

const holding = (holder: string, balance: bigint) => ({
  ...{ seriesId: 2n ** 255n, holder, balance, paidInSeen: 0n, remainder: 2n ** 256n - 1n, claimed: 0n },
  ...{ subscribed: 0n, subscribedAt: 0, principalSeen: 0n, principalAccrued: 0n, interestSeen: 0n },
  ...{
    interestAccrued: 0n,
    lateInterestSeen: 0n,
    lateInterestAccrued: 0n,
    recoverySeen: 0n,
    recoveryAccrued: 0n,
  },
})

describe.each(databaseKinds)('many rows in one statement, in %s', (_, openSource) => {
  let source: DatabaseSource
  let opened: OpenDatabase
  beforeAll(async () => {
    source = await openSource()
    opened = await openDatabase(await source.make())
  })
  afterAll(async () => {
    await opened?.close()
    await source?.close()
  })

  test('are read as they were written, whatever stands in them', async () => {
    const { database } = opened
    const rows = awkward.map((text, id) => event(id, text))
    await insertRows(database, events, rows)
    const read = await readRows(
      database,
      events,
      rows.map(({ id }) => ({ id })),
    )
    expect(read.sort((a, b) => Number(a.id) - Number(b.id))).toEqual(rows)
  })

  test('are written over those with the same key, found by all of the key and removed, thousands at a time', async () => {
    const { database } = opened
    const holders = Array.from({ length: 2_500 }, (_, n) => `0x${n}`)
    await upsertRows(
      database,
      held,
      holders.map((holder) => holding(holder, 1n)),
    )
    await upsertRows(
      database,
      held,
      holders.slice(1).map((holder) => holding(holder, 10n ** 30n)),
    )
    const keys = holders.map((holder) => ({ seriesId: 2n ** 255n, holder }))
    const balances = async () => (await readRows(database, held, keys)).map(({ balance }) => balance)
    const read = await balances()
    expect([read.length, read.filter((balance) => balance === 10n ** 30n).length]).toEqual([2_500, 2_499])
    await deleteRows(database, held, keys.slice(1))
    expect(await balances()).toEqual([1n])
  })

  test('keep a row that was none apart from one that was empty', async () => {
    const { database } = opened
    const row = { block: 1, place: 0, table: 'loans', key: { loan_id: '1' } }
    await insertRows(database, undone, [
      { ...row, before: null },
      { ...row, place: 1, before: {} },
    ])
    const read = await readRows(
      database,
      undone,
      [0, 1].map((place) => ({ block: 1, place })),
    )
    expect(read.sort((a, b) => Number(a.place) - Number(b.place)).map(({ before }) => before)).toEqual([
      null,
      {},
    ])
  })
})
