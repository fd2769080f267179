import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAnvil } from '../fixtures/anvil.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { startProxy } from '../fixtures/proxy.ts'
import { writeStatus } from '../indexer/status.ts'
import { type Server, startServer } from '../startServer.ts'
import { watchStatus } from './statusWatch.ts'

describe.each(databaseKinds)('what the indexer says of itself, in %s', (_, openSource) => {
  let source: DatabaseSource
  beforeAll(async () => {
    source = await openSource()
  })
  afterAll(() => source?.close())

  test('is known to who only reads: where it is, its problem, and that it fell silent', async () => {
    const { database, close } = await source.open()
    const status = watchStatus(database, { pollMilliseconds: 3_600_000 })
    const stateNow = async () => {
      await status.look()
      return status.state()
    }
    expect(await stateNow()).toEqual({ head: null, problem: 'No indexer has run on this database yet.' })
    const head = { block: 7, time: 1_700_000_000 }
    await writeStatus(database, { head, problem: null })
    expect(await stateNow()).toEqual({ head, problem: null })
    await writeStatus(database, { head, problem: 'The node does not answer.' })
    expect(await stateNow()).toEqual({ head, problem: 'The node does not answer.' })
    await writeStatus(database, { head, problem: null })
    await database.execute(sql`update indexer_status set told_at = now() - interval '95 seconds'`)
    const { problem } = await stateNow()
    expect(problem).toMatch(/^The indexer has not been heard of for 9[5-9] seconds\.$/)
    await status.close()
    await close()
    await status.look()
    expect(status.state().problem).toBe('The database does not answer.')
  })
})

describe('an API process without an indexer', () => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let proxy: Awaited<ReturnType<typeof startProxy>>
  let market: Market
  let source: DatabaseSource
  const servers: Server[] = []

  beforeAll(async () => {
    anvil = await startAnvil()
    proxy = await startProxy(anvil.url)
    market = await openMarket(anvil.url)
    const [, openSource] = databaseKinds[1]
    source = await openSource()
  })
  afterAll(async () => {
    for (const { close } of servers.reverse()) await close()
    await source?.close()
    proxy?.close()
    await anvil?.close()
  })

  test("shows in health, readiness and platform what keeps another process's indexer from writing, until it ends", async () => {
    const shared = {
      ...(await source.make()),
      deployment: market.deployment,
      rpcUrl: proxy.url,
      log: pino({ level: 'silent' }),
    }
    const api = await startServer({ ...shared, roles: ['api'] })
    servers.push(api)
    const ask = async (path: string) => {
      const response = await fetch(`${api.url}${path}`)
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }
    expect(await ask('/ready')).toMatchObject({
      status: 503,
      body: { indexerProblem: 'No indexer has run on this database yet.' },
    })
    const indexer = await startServer({ ...shared, roles: ['indexer'] })
    servers.push(indexer)
    await expect.poll(async () => (await ask('/ready')).status, { timeout: 30_000 }).toBe(200)
    const head = Number(await market.publicClient.getBlockNumber())
    // Ready is also one that is a few blocks behind.
    await expect
      .poll(async () => (await ask('/ready')).body, { timeout: 30_000 })
      .toMatchObject({ indexed: head, head, indexerProblem: null })

    proxy.lie(({ method }, result) => (method === 'eth_chainId' ? '0x1' : result))
    await expect.poll(async () => (await ask('/ready')).status, { timeout: 30_000 }).toBe(503)
    const problem = 'The node is on chain 1; the deployment is on chain 31337.'
    expect((await ask('/ready')).body.indexerProblem).toBe(problem)
    expect(await ask('/health')).toEqual({ status: 200, body: { status: 'ok', indexerProblem: problem } })
    expect((await ask('/api/v1/platform')).body.indexerProblem).toBe(problem)

    proxy.lie(undefined)
    await expect.poll(async () => (await ask('/ready')).status, { timeout: 30_000 }).toBe(200)
    expect((await ask('/health')).body.indexerProblem).toBeNull()
  })
})
