import { addMonths, DAY } from '@hurong/finance'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { createApp } from '../http/app.ts'
import type { ApiContext } from '../http/context.ts'

/** The clock of the API's own chain, and what was asked of it. */
describe('the clock of a local chain', () => {
  let api: OpenApi
  let context: ApiContext
  const asked: number[] = []
  let rounds = 0

  const time = async () => Number((await api.market.publicClient.getBlock()).timestamp)
  const post = async (move: unknown, given: Partial<ApiContext> = {}) => {
    const app = createApp({ context: { ...context, ...given }, limit: { perMinute: 1_000 } })
    const response = await app.request('/api/v1/demonstration/clock', {
      method: 'POST',
      body: JSON.stringify(move),
      headers: { 'content-type': 'application/json' },
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  beforeAll(async () => {
    api = await openApi()
    context = {
      ...api.context,
      local: true,
      chainControl: {
        time,
        block: async () => Number(await api.market.publicClient.getBlockNumber()),
        setTime: async (to) => {
          asked.push(to)
          await api.market.test.setNextBlockTimestamp({ timestamp: BigInt(to) })
          await api.market.test.mine({ blocks: 1 })
        },
      },
      keeperDone: async () => {
        rounds += 1
        await api.index()
      },
    }
    await api.index()
  })
  afterAll(() => api?.close())

  test('says that nothing falls due before any loan runs', async () => {
    const { status, body } = await post({ by: 'nextDue' })
    expect([status, body.type]).toEqual([409, 'urn:hurong:problem:NothingFallsDue'])
    expect(asked).toEqual([])
  })

  test('goes on a day, a calendar month, to the next due date or to a time, and answers after the keeper', async () => {
    const loanId = await api.market.aLoan()
    await api.index()
    const start = await time()
    expect(await post({ by: 'day' })).toEqual({ status: 200, body: { time: start + DAY } })
    const month = addMonths(start + DAY, 1)
    const due = await api.market.as.bob.loans.readDueDate({ loanId, index: 1n })
    expect(await post({ by: 'nextDue' })).toEqual({ status: 200, body: { time: Number(due) } })
    expect(await post({ to: month + 3 * DAY })).toEqual({ status: 200, body: { time: month + 3 * DAY } })
    expect(await post({ by: 'month' })).toEqual({
      status: 200,
      body: { time: addMonths(month + 3 * DAY, 1) },
    })
    expect(rounds).toBe(4)
    // The rows are at the new time before the answer is given.
    expect(api.context.head.current()?.time).toBe(await time())
  })

  test('answers once the rows are where the chain is, though the indexer is behind', async () => {
    const late = async () => {
      setTimeout(() => void api.index(), 300)
    }
    const { status, body } = await post({ by: 'day' }, { keeperDone: late })
    expect([status, body.time]).toEqual([200, await time()])
    expect(api.context.head.current()?.time).toBe(await time())
  })

  test('does not go back', async () => {
    const now = await time()
    for (const to of [now - 1, now]) {
      const { status, body } = await post({ to })
      expect([status, body.type]).toEqual([409, 'urn:hurong:problem:TimeRunsForwardOnly'])
    }
    expect(await time()).toBe(now)
  })

  test.each([
    [{ by: 'year' }],
    [{}],
    [{ to: 1.5 }],
    [{ to: 'tomorrow' }],
    [{ by: 'day', to: 5 }],
    [[]],
    ['day'],
  ])('does not understand %j', async (move) => {
    const before = asked.length
    expect((await post(move)).status).toBe(400)
    expect(asked).toHaveLength(before)
  })

  test.each<[string, Partial<ApiContext>]>([
    ['is not local, even with a way to move it', { local: false }],
    ['is local but has no clock to move', { chainControl: undefined }],
  ])('is not moved where the chain %s', async (_, given) => {
    const before = asked.length
    const { status, body } = await post({ by: 'day' }, given)
    expect([status, body.type]).toEqual([404, 'urn:hurong:problem:NotLocal'])
    expect(asked).toHaveLength(before)
  })

  test("is not moved by another site's page", async () => {
    const app = createApp({ context, limit: { perMinute: 1_000 } })
    const asking = await app.request('/api/v1/demonstration/clock', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(asking.headers.get('access-control-allow-methods') ?? '').not.toContain('POST')
    // What a form can send needs no leave from here, so it is not taken for JSON.
    const before = asked.length
    const form = await app.request('/api/v1/demonstration/clock', {
      method: 'POST',
      body: '{"by":"day"}',
      headers: { origin: 'https://elsewhere.example', 'content-type': 'text/plain' },
    })
    expect(form.status).toBe(400)
    expect(asked).toHaveLength(before)
  })
})
