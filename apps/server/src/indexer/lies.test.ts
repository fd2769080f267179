import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { dump } from '../fixtures/dump.ts'
import { openEmptyDatabase } from '../fixtures/emptyDatabase.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { startProxy } from '../fixtures/proxy.ts'
import { follower } from './follow.ts'
import { openRpc, type RawBlock, type RawLog } from './rpc.ts'

/** A node in front of a real chain that lies. Nothing wrong may be written, and all must be right once it stops. */
describe('a node that', () => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let proxy: Awaited<ReturnType<typeof startProxy>>
  let market: Market
  let opened: OpenDatabase
  let truth: Awaited<ReturnType<typeof dump>>

  const follow = (
    database: OpenDatabase['database'],
    url: string,
    { finality = 64, timeout = 10_000 } = {},
  ) =>
    follower({
      database,
      rpc: openRpc(url, { timeout }),
      deployment: market.deployment,
      log: pino({ level: 'silent' }),
      finality,
    })

  beforeAll(async () => {
    anvil = await startAnvil()
    market = await openMarket(anvil.url)
    await market.aLoan()
    proxy = await startProxy(anvil.url)
    const honest = await openEmptyDatabase()
    await follow(honest.database, anvil.url).step()
    truth = await dump(honest.database)
    await honest.close()
  })
  afterAll(async () => {
    proxy?.close()
    await anvil?.close()
  })
  beforeEach(async () => {
    opened = await openEmptyDatabase()
  })
  afterEach(() => opened.close())

  const empty = async () => expect(Object.values(await dump(opened.database)).flat()).toEqual([])
  const healed = async ({ step }: ReturnType<typeof follow>) => {
    proxy.lie(undefined)
    await step()
    expect(await dump(opened.database)).toEqual(truth)
  }

  test('leaves one log of a block out is found out by the receipts', async () => {
    const indexer = follow(opened.database, proxy.url)
    let dropped: RawLog | undefined
    proxy.lie(({ method }, result) => {
      if (method !== 'eth_getLogs') return result
      const logs = result as RawLog[]
      dropped = logs.at(-1)
      return logs.slice(0, -1)
    })
    await expect(indexer.step()).rejects.toMatchObject({ code: 'logsMissing' })
    expect(dropped).toBeDefined()
    await empty()
    await healed(indexer)
  })

  test('leaves all logs of settled blocks out is found out by the bloom', async () => {
    const indexer = follow(opened.database, proxy.url, { finality: 0 })
    proxy.lie(({ method }, result) => (method === 'eth_getLogs' ? [] : result))
    await expect(indexer.step()).rejects.toMatchObject({ code: 'logsMissing' })
    await empty()
    proxy.lie(undefined)
    await indexer.step()
    const rows = await dump(opened.database)
    expect(rows.loans).toEqual(truth.loans)
    expect(rows.chain_events).toEqual(truth.chain_events)
  })

  test('tells of a head it has no blocks for is found out', async () => {
    const indexer = follow(opened.database, proxy.url)
    proxy.lie(({ method, params }, result) => {
      if (method !== 'eth_getBlockByNumber' || params[0] !== 'latest') return result
      const head = result as RawBlock
      return { ...head, number: `0x${(Number(head.number) + 5).toString(16)}` }
    })
    await expect(indexer.step()).rejects.toMatchObject({ code: 'blockMissing' })
    await healed(indexer)
  })

  test('gives no block but its head makes nobody undo what was read', async () => {
    const indexer = follow(opened.database, proxy.url)
    await indexer.step()
    const before = await dump(opened.database)
    proxy.lie(({ method, params }, result) =>
      method === 'eth_getBlockByNumber' && params[0] !== 'latest' ? null : result,
    )
    await market.passTime(10)
    await expect(indexer.step()).rejects.toMatchObject({ code: 'blockMissing' })
    expect(await dump(opened.database)).toEqual(before)
    proxy.lie(undefined)
    await indexer.step()
    const honest = await openEmptyDatabase()
    await follow(honest.database, anvil.url).step()
    truth = await dump(honest.database)
    await honest.close()
    expect(await dump(opened.database)).toEqual(truth)
  })

  test('goes back to an older head makes nobody undo what was read', async () => {
    const indexer = follow(opened.database, proxy.url)
    await indexer.step()
    const older = await market.publicClient.getBlock({
      blockNumber: (await market.publicClient.getBlockNumber()) - 3n,
    })
    proxy.lie(({ method, params }, result) => {
      if (method !== 'eth_getBlockByNumber') return result
      const block = result as RawBlock | null
      if (params[0] === 'latest')
        return {
          ...block,
          number: `0x${older.number.toString(16)}`,
          hash: older.hash,
          parentHash: older.parentHash,
        }
      return block !== null && Number(block.number) > Number(older.number) ? null : block
    })
    await expect(indexer.step()).rejects.toMatchObject({ code: 'headBehind' })
    expect(await dump(opened.database)).toEqual(truth)
    await healed(indexer)
  })

  test('changes to another chain is believed nothing', async () => {
    const indexer = follow(opened.database, proxy.url)
    await indexer.step()
    proxy.lie(({ method }, result) => (method === 'eth_chainId' ? '0x1' : result))
    await expect(indexer.step()).rejects.toMatchObject({ code: 'chainChanged' })
    await healed(indexer)
  })

  test('stalls is given up on, and asked again', async () => {
    const indexer = follow(opened.database, proxy.url, { timeout: 2_000 })
    proxy.stall(true)
    await expect(indexer.step()).rejects.toThrow()
    await empty()
    proxy.stall(false)
    await healed(indexer)
  })

  test('gives a block of another chain is found out by its parent', async () => {
    const indexer = follow(opened.database, proxy.url)
    proxy.lie(({ method, params }, result) =>
      method === 'eth_getBlockByNumber' && params[0] === '0xa'
        ? { ...(result as RawBlock), hash: `0x${'ab'.repeat(32)}` }
        : result,
    )
    await expect(indexer.step()).rejects.toMatchObject({ code: 'blocksDisagree' })
    // What was read before it is right and stays; nothing of that block or after it was written.
    const read = (await dump(opened.database)).blocks ?? []
    expect(read.every((row) => Number(/^\((\d+),/.exec(row)?.[1]) < 10)).toBe(true)
    await healed(indexer)
  })
})
