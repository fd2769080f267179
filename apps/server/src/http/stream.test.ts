import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { StreamChange } from '@hurong/sdk/api'
import { StreamChange as StreamChangeShape } from '@hurong/sdk/api/schemas'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'

interface Told {
  readonly id: string
  readonly change: StreamChange
}

/** Reads events off a response, one at a time: what was not asked for stays on its way. */
const reader = (response: Response) => {
  const source = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  return {
    next: async (): Promise<Told> => {
      for (;;) {
        const [whole, data, id] = /event: change\ndata: (.*)\nid: (.*)\n\n/.exec(text) ?? []
        if (whole !== undefined && data !== undefined && id !== undefined) {
          text = text.slice(text.indexOf(whole) + whole.length)
          return { id, change: StreamChangeShape.parse(JSON.parse(data)) }
        }
        const { value, done } = await source.read()
        if (done) throw new Error('The stream ended.')
        text += new TextDecoder().decode(value)
      }
    },
    close: () => source.cancel(),
  }
}

describe('the stream of changes', () => {
  let api: OpenApi
  const open: { close: () => unknown }[] = []
  const follow = async (lastId?: string) => {
    const headers: Record<string, string> = lastId === undefined ? {} : { 'last-event-id': lastId }
    const client = reader(await api.app.request('/api/v1/stream', { headers }))
    open.push(client)
    return client
  }
  const anEvent = async () => {
    await (await api.market.as.bob.loans.setAutoRepay({ loanId: await loanId, on: true })).wait()
    await api.index()
  }
  let loanId: Promise<bigint>

  beforeAll(async () => {
    api = await openApi()
    loanId = api.market.aLoan()
    await loanId
    await api.index()
  })
  afterEach(() => {
    for (const { close } of open.splice(0)) close()
  })
  afterAll(() => api?.close())

  test('tells a client over a socket of a loan once its block is indexed, and of who is concerned', async () => {
    const server = createServer(getRequestListener(api.app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/stream`
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const client = reader(response)
    await (await api.market.as.bob.loans.repay({ loanId: await loanId, amount: 50_000_000n })).wait()
    const coming = client.next()
    await api.index()
    const { id, change } = await coming
    const at = api.context.head.current()
    expect(change).toMatchObject({ block: at?.block, time: at?.time, everything: false, loans: [1] })
    expect(change.holders).toContain(api.market.address('bob').toLowerCase())
    expect(id).toBe(`${at?.block}-${at?.hash}`)
    await client.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  test('tells who comes back with Last-Event-ID what was missed, in one event, and then goes on', async () => {
    const first = await follow()
    const coming = first.next()
    await anEvent()
    const { id } = await coming
    await first.close()
    const second = await api.market.aLoan({ draw: false })
    await api.index()
    await (await api.market.as.bob.loans.cancel({ loanId: second })).wait()
    await api.index()

    const again = await follow(id)
    const missed = await again.next()
    expect(missed.change).toMatchObject({ block: api.context.head.current()?.block, everything: false })
    expect(missed.change.loans).toEqual([2])
    const next = again.next()
    await anEvent()
    expect((await next).change.loans).toEqual([1])
  })

  test('tells nothing to who comes back and missed nothing', async () => {
    const at = api.context.head.current()
    const client = await follow(`${at?.block}-${at?.hash}`)
    const coming = client.next()
    await anEvent()
    expect((await coming).change.block).toBe((at?.block ?? 0) + 1)
  })

  test.each([
    ['was never given', 'nonsense'],
    ['is of a block that was undone', `5-0x${'ab'.repeat(32)}`],
    ['is of a block to come', `999999-0x${'ab'.repeat(32)}`],
  ])('tells everything to who comes back with an id that %s', async (_, id) => {
    expect((await (await follow(id)).next()).change).toMatchObject({ everything: true, loans: [] })
  })

  test('tells everything after blocks were undone', async () => {
    const client = await follow()
    const snapshot = await api.market.test.snapshot()
    await anEvent()
    expect((await client.next()).change.everything).toBe(false)
    await api.market.test.revert({ id: snapshot })
    await api.market.passTime(1)
    await api.market.passTime(1)
    await api.index()
    expect((await client.next()).change.everything).toBe(true)
  })

  test('holds nobody up for a client that does not read, which later gets all of it in a few events', async () => {
    const slow = await follow()
    const quick = await follow()
    const from = api.context.head.current()?.block ?? 0
    const seen: number[] = []
    for (let i = 0; i < 12; i++) {
      await anEvent()
      seen.push((await quick.next()).change.block)
    }
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => from + 1 + i))
    // What it had not taken was not kept for it: the changes it missed come as one.
    const told: StreamChange[] = []
    while (told.at(-1)?.block !== from + 12) told.push((await slow.next()).change)
    expect(told.length).toBeLessThan(5)
    expect(told.every(({ everything, loans }) => !everything && loans.includes(1))).toBe(true)
  })

  test('forgets a client that left', async () => {
    const streams = async () => (await api.context.metrics.streams.get()).values[0]?.value
    const client = await follow()
    const before = (await streams()) ?? 0
    await client.close()
    await expect.poll(streams).toBe(before - 1)
  })
})
