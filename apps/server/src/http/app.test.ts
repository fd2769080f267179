import { parseDeployment } from '@hurong/sdk'
import {
  ChainEvent,
  LoanDetail,
  LoanPage,
  LoanSummary,
  Participant,
  Portfolio,
  Problem,
  page,
  Schedule,
  Statistics,
} from '@hurong/sdk/api/schemas'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { openEmptyDatabase } from '../fixtures/emptyDatabase.ts'
import { type Market, openMarket } from '../fixtures/market.ts'
import { follower } from '../indexer/follow.ts'
import { openRpc } from '../indexer/rpc.ts'
import { openNotices } from '../notices/service.ts'
import { type HeadWatch, watchHead } from '../platform/headWatch.ts'
import { openUnderwriting } from '../underwriting/service.ts'
import { createApp } from './app.ts'
import type { ApiContext } from './context.ts'
import { createMetrics } from './metrics.ts'

const day = 86_400

describe('the API', () => {
  let anvil: Awaited<ReturnType<typeof startAnvil>>
  let market: Market
  let opened: OpenDatabase
  let head: HeadWatch
  let context: ApiContext
  let index: () => Promise<void>
  let problem: string | null = null
  const app = (perMinute = 100_000) => createApp({ context, limit: { perMinute } })
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app().request(`/api/v1${path}`, { headers })
    return { response, status: response.status, body: (await response.json()) as Record<string, never> }
  }

  beforeAll(async () => {
    anvil = await startAnvil()
    market = await openMarket(anvil.url)
    opened = await openEmptyDatabase()
    head = watchHead(opened.database, { pollMilliseconds: 60_000 })
    const log = pino({ level: 'silent' })
    context = {
      database: opened.database,
      deployment: market.deployment,
      rpcUrl: anvil.url,
      local: false,
      log,
      metrics: createMetrics({ defaults: false }),
      head,
      chainState: () => ({ head: null, problem }),
      demonstrationAccounts: () => [],
      modelFiles: new Map(),
      nodeUrl: anvil.url,
      notices: openNotices({}),
      underwriting: openUnderwriting({}),
    }
    const { step } = follower({
      database: opened.database,
      rpc: openRpc(anvil.url),
      deployment: market.deployment,
      log,
    })
    index = async () => {
      await step()
      await head.look()
    }
  })
  afterAll(async () => {
    head?.close()
    await opened?.close()
    await anvil?.close()
  })

  test('is not ready until the first block was read', async () => {
    expect((await app().request('/ready')).status).toBe(503)
    const { status, body } = await read('/loans')
    expect([status, body.type]).toEqual([503, 'urn:hurong:problem:NotReady'])
  })

  test("tells a loan, its schedule, its holders and their portfolios by the contract's figures", async () => {
    const loanId = await market.aLoan()
    await market.passTime(31 * day)
    await (await market.as.bob.loans.repay({ loanId, amount: 3_400_221_115n })).wait()
    await (await market.as.alice.notes.claim({ seriesIds: [loanId], holder: market.address('alice') })).wait()
    await index()
    const loan = LoanDetail.parse((await read('/loans/1')).body)
    const chain = await market.as.bob.loans.readLoan({ loanId })
    expect(loan.outstandingPrincipal).toBe(chain.position.outstandingPrincipal.toString())
    expect(loan.received).toEqual({ lateInterest: '0', interest: '100000000', principal: '3300221115' })

    const { rows } = Schedule.parse((await read('/loans/1/schedule')).body)
    expect(rows.map(({ status }) => status)).toEqual(['onTime', 'running', 'upcoming'])
    expect(rows.reduce((sum, row) => sum + BigInt(row.principal), 0n)).toBe(10_000_000_000n)

    const portfolio = Portfolio.parse((await read(`/portfolios/${market.address('alice')}`)).body)
    const [figures] = portfolio.currencies
    expect(figures).toMatchObject({
      invested: '3333333333',
      claimable: '0',
      claimed: '1133407038',
      interestReceived: '33333333',
    })
    expect(figures?.xirr).toBeGreaterThan(0.1)

    const record = Participant.parse((await read(`/participants/${loan.borrowerId}`)).body)
    expect(record.record).toMatchObject({ loansDrawn: 1, loansRepaid: 0, instalments: { onTime: 1 } })
    expect(record.unpaid).toEqual([])

    const { items: told } = page(ChainEvent).parse((await read('/loans/1/events')).body)
    const alice = market.address('alice')
    const known = {
      [alice.toLowerCase()]: await market.as.bob.participants.readParticipantOf({ wallet: alice }),
    }
    expect(told.find(({ type }) => type === 'Claimed')?.people).toEqual(known)
    expect(
      told.findLast(({ type, data }) => type === 'Transfer' && data.receiver === alice.toLowerCase())?.people,
    ).toEqual(known)

    const [sums] = Statistics.parse((await read('/statistics')).body).currencies
    const parts = [
      sums?.principalRepaid,
      sums?.outstandingOnTime,
      sums?.outstandingLate,
      sums?.outstandingDefaulted,
    ]
    expect(parts.reduce((sum, part) => sum + BigInt(part ?? 0), 0n)).toBe(BigInt(sums?.lent ?? -1))
  })

  test('tells a loan late when its grace is over, with no transaction having touched it', async () => {
    expect((await read('/loans?status=late')).body.items).toHaveLength(0)
    await market.passTime(45 * day)
    await index()
    const { items } = page(LoanSummary).parse((await read('/loans?status=late')).body)
    expect(items).toMatchObject([{ number: 1, status: 'late' }])
    expect(items[0]?.daysPastDue).toBeGreaterThan(3)
    const { unpaid } = Participant.parse((await read(`/participants/${items[0]?.borrowerId}`)).body)
    expect(unpaid).toMatchObject([{ number: 1, index: 2, daysLate: items[0]?.daysPastDue }])
  })

  test('gives every loan once over all pages, in order, and a total on the first', async () => {
    for (const principal of [200_000_000n, 500_000_000n, 300_000_000n, 500_000_000n])
      await market.aLoan({ principal, draw: false, lenders: ['alice'] })
    await index()
    const seen: { number: number; principal: bigint }[] = []
    let cursor = ''
    do {
      const { items, nextCursor, total } = page(LoanSummary).parse(
        (await read(`/loans?sort=principal&limit=2${cursor}`)).body,
      )
      expect(total).toBe(cursor === '' ? 5 : undefined)
      seen.push(...items.map(({ number, terms }) => ({ number, principal: BigInt(terms.principal) })))
      cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`
    } while (cursor !== '')
    expect(seen.map(({ number }) => number)).toEqual([1, 5, 3, 4, 2])
  })

  test('say with the first page of what is being funded what is left to fund of all that pass the filters', async () => {
    const { currency } = market
    await market.aLoan({ principal: 600_000_000n, draw: false, lenders: [] })
    await market.aLoan({ principal: 700_000_000n, draw: false, lenders: [], annualRate: 200_000 })
    await index()
    const leftOf = async (query: string) => LoanPage.parse((await read(`/loans?${query}`)).body).leftToFund
    expect(await leftOf('status=funding&limit=1')).toEqual([{ currency, units: '1300000000' }])
    expect(await leftOf('status=funding&minRate=150000')).toEqual([{ currency, units: '700000000' }])
    expect(await leftOf('status=funding&minRate=250000')).toEqual([])
    expect(await leftOf('minRate=150000')).toBeUndefined()
  })

  test.each([
    ['/loans?status=funding,nonsense', 'status'],
    ['/loans?sort=luck', 'sort'],
    ['/loans?limit=0', 'limit'],
    ['/loans?cursor=nonsense', 'cursor'],
    ['/loans/1/payoff?at=5', 'at'],
    ['/portfolios/0x12', 'address'],
  ])('refuses %s, naming %s', async (path, field) => {
    const { response, status, body } = await read(path)
    expect(status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(Problem.parse(body).errors?.[0]?.path).toBe(field)
  })

  test('answers 304 to who has the answer of this block, and the whole again after the next', async () => {
    const { response } = await read('/loans')
    const tag = response.headers.get('etag') ?? ''
    expect((await app().request('/api/v1/loans', { headers: { 'if-none-match': tag } })).status).toBe(304)
    await market.passTime(1)
    await index()
    expect((await app().request('/api/v1/loans', { headers: { 'if-none-match': tag } })).status).toBe(200)
  })

  test('gives the cash flows as CSV', async () => {
    const response = await app().request(`/api/v1/portfolios/${market.address('alice')}/cash-flows`, {
      headers: { accept: 'text/csv' },
    })
    const lines = (await response.text()).trim().split('\r\n')
    expect(lines[0]).toBe('time,kind,amount,symbol,currency,loan,transaction')
    expect(lines[1]).toContain(`subscription,-3333.333333,TUSD,${market.currency.toLowerCase()},1,`)
  })

  test('refuses a client that asks too often, and says when to come again', async () => {
    const limited = app(2)
    const ask = () => limited.request('/api/v1/platform')
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200])
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('has no clock and no accounts to give away where the chain is not local', async () => {
    expect((await read('/demonstration/accounts')).status).toBe(404)
    const move = { method: 'POST', body: '{"by":"day"}', headers: { 'content-type': 'application/json' } }
    expect((await app().request('/api/v1/demonstration/clock', move)).status).toBe(404)
  })

  test('refuses a cursor or a bound no integer of the database can be, and takes an empty filter for none', async () => {
    const far = (count: number) =>
      Buffer.from(JSON.stringify(Array(count).fill('9'.repeat(30)))).toString('base64url')
    const alice = market.address('alice').toLowerCase()
    for (const path of [
      `/events?cursor=${far(1)}`,
      `/loans?cursor=${far(2)}`,
      `/portfolios/${alice}/holdings?cursor=${far(1)}`,
      `/portfolios/${alice}/cash-flows?cursor=${far(1)}`,
      `/powers/operations?cursor=${far(1)}`,
      '/loans?minTermDays=3000000000',
      '/loans?maxFundedShare=3000000000',
    ])
      expect([path, (await read(path)).status]).toEqual([path, 400])
    const all = await read('/loans')
    expect((await read('/loans?borrower=')).body.items).toEqual(all.body.items)
  })

  test('measures what people make up as one', async () => {
    for (const word of ['a', 'b', 'c', 'd']) await read(`/nothing/${word.repeat(5)}`)
    await read('/loans?limit=1')
    const text = await context.metrics.registry.metrics()
    const routes = [...new Set([...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route))]
    expect(routes).toContain('other')
    expect(routes).toContain('/api/v1/loans')
    expect(routes.filter((route) => route?.includes('nothing'))).toEqual([])
  })

  test('says in /ready and /platform what keeps the indexer from writing', async () => {
    problem = 'The node does not answer.'
    expect((await app().request('/ready')).status).toBe(503)
    expect((await read('/platform')).body.indexerProblem).toBe(problem)
    problem = null
    expect((await app().request('/ready')).status).toBe(200)
  })

  test('is not ready while the database does not answer, and says so', async () => {
    const database = { execute: () => Promise.reject(new Error('gone')) } as never
    const gone = createApp({ context: { ...context, database }, limit: { perMinute: 100_000 } })
    const response = await gone.request('/ready')
    expect([response.status, await response.json()]).toEqual([
      503,
      expect.objectContaining({ status: 'notReady', databaseProblem: 'The database does not answer.' }),
    ])
    expect(await (await app().request('/ready')).json()).toMatchObject({ databaseProblem: null })
  })

  test('gives the deployment to any site, as the SDK reads it', async () => {
    const response = await app().request('/deployment.json', { headers: { origin: 'https://other.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(parseDeployment(await response.json())).toEqual(context.deployment)
  })

  test('describes itself in OpenAPI 3.1, every operation with an answer', async () => {
    const described = (await (await app().request('/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, object>
    }
    expect(described.openapi).toBe('3.1.0')
    expect(Object.keys(described.paths)).toContain('/api/v1/loans/{number}/schedule')
  })
})
