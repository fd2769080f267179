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

  test.each([
    ['longer', 2],
    ['equally long', 1],
  ])(
    'of two indexers, one undoes what a %s chain took the place of, and the other goes on from there',
    async (_, blocks) => {
      const database = await open()
      const [one, other] = [follow(database), follow(database)]
      const snapshot = await market.test.snapshot()
      await market.passTime(60)
      await one.step()
      await other.step()
      await market.test.revert({ id: snapshot })
      for (let block = 0; block < blocks; block++) await market.passTime(61)
      await one.step()
      await other.step()
      await market.passTime(62)
      await other.step()
      expect((await other.step()).checkpoint?.block).toBe(Number(await market.publicClient.getBlockNumber()))
      const alone = await open()
      await follow(alone).step()
      expect(await dump(database)).toEqual(await dump(alone))
    },
  )

  test('whoever is not told that a roll-back was done goes on from what the database holds', async () => {
    const database = await open()
    let lose = false
    const losing = new Proxy(database, {
      get: (target, key) => {
        const value = Reflect.get(target, key)
        if (key !== 'transaction') return typeof value === 'function' ? value.bind(target) : value
        return async (work: never) => {
          const done = await target.transaction(work)
          if (!lose) return done
          lose = false
          throw new Error('Connection terminated unexpectedly')
        }
      },
    })
    const indexer = follow(losing)
    const snapshot = await market.test.snapshot()
    await market.passTime(60)
    await indexer.step()
    await market.test.revert({ id: snapshot })
    await market.passTime(61)
    await market.passTime(62)
    lose = true
    await expect(indexer.step()).rejects.toThrow('Connection terminated')
    await indexer.step()
    const alone = await open()
    await follow(alone).step()
    expect(await dump(database)).toEqual(await dump(alone))
  })
})
