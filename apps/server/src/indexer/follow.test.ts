import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { dump } from '../fixtures/dump.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { follower } from './follow.ts'
import { dropRows } from './rollBack.ts'
import { openRpc } from './rpc.ts'

const day = 86_400
const log = pino({ level: 'silent' })

describe.each(databaseKinds)('the read model on %s', (_, openSource) => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let market: Market
  let source: DatabaseSource
  const opened: OpenDatabase[] = []
  let mismatches = 0

  const open = async () => {
    const database = await source.open()
    opened.push(database)
    return database.database
  }
  const follow = (database: Awaited<ReturnType<typeof open>>) =>
    follower({
      database,
      rpc: openRpc(anvil.url),
      deployment: market.deployment,
      log,
      onMismatch: () => {
        mismatches += 1
      },
    })

  beforeAll(async () => {
    anvil = await startAnvil()
    market = await openMarket(anvil.url)
    source = await openSource()
  })
  afterAll(async () => {
    for (const { close } of opened) await close()
    await source?.close()
    await anvil?.close()
  })

  test("followed block by block, rolled back and read anew, the rows are identical, and the figures are the contract's", async () => {
    const database = await open()
    const live = follow(database)
    await live.step()
    const repaid = await market.aLoan()
    await live.step()
    await market.passTime(31 * day)
    await (await market.as.bob.loans.repay({ loanId: repaid, amount: 3_400_000_000n })).wait()
    await (
      await market.as.bob.loans.prepay({
        loanId: repaid,
        amount: 1_000_000_000n,
        choice: 'smallerInstalment',
      })
    ).wait()
    await (await market.as.alice.notes.claim({ seriesIds: [repaid], holder: market.address('alice') })).wait()
    await live.step()
    const defaulted = await market.aLoan({ count: 6 })
    await live.step()
    const before = await dump(database)

    // Blocks that will be reorganised away: each of them touches rows that were there, and makes new ones.
    const snapshot = await market.test.snapshot()
    await market.passTime(200 * day)
    await (await market.as.carol.loans.markDefault({ loanId: defaulted })).wait()
    await (await market.as.bob.loans.payOff({ loanId: repaid, greatestAmount: 20_000_000_000n })).wait()
    await live.step()
    const lost = await dump(database)
    expect(lost.loans).not.toEqual(before.loans)

    // Another chain takes their place, longer than what was read.
    await market.test.revert({ id: snapshot })
    await market.passTime(40 * day)
    await (await market.as.bob.loans.repay({ loanId: defaulted, amount: 100_000_000n })).wait()
    for (let i = 0; i < 4; i++) await market.passTime(day)
    await live.step()
    const after = await dump(database)
    expect(after.loans).not.toEqual(lost.loans)

    const anew = await open()
    await follow(anew).step()
    expect(await dump(anew)).toEqual(after)

    await dropRows(database)
    await follow(database).step()
    expect(await dump(database)).toEqual(after)

    expect(mismatches).toBe(0)
    const chain = await market.as.bob.loans.readLoan({ loanId: defaulted })
    expect(after.loans?.join()).toContain(`,${chain.position.outstandingPrincipal},`)
    expect(after.repayments).toHaveLength(3)
    expect(after.claims).toHaveLength(1)
  })

  test('two indexers on one database do no harm to each other', async () => {
    const database = await open()
    const results = await Promise.allSettled([follow(database).step(), follow(database).step()])
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
    await follow(database).step()
    const alone = await open()
    await follow(alone).step()
    expect(await dump(database)).toEqual(await dump(alone))
  })
})
