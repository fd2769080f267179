import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { createApp } from './app.ts'

/** How many a client may have open here. */
const streams = 3

describe('the event streams of a client', () => {
  let api: OpenApi
  let app: ReturnType<typeof createApp>
  let server: Server
  const sockets: Socket[] = []
  beforeAll(async () => {
    api = await openApi()
    await api.index()
    app = createApp({ context: api.context, limit: { perMinute: 100_000, streams, behindProxy: true } })
    server = createServer(getRequestListener(app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy()
  })
  afterAll(async () => {
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
    await api?.close()
  })

  const ask = (client: string, method = 'GET', path = 'stream') =>
    app.request(`/api/v1/${path}`, { method, headers: { 'x-forwarded-for': client } })
  const openOnes = async () => (await api.context.metrics.streams.get()).values[0]?.value
  /** Asks over a socket of its own and reads nothing but whether it was answered. */
  const askOverSocket = async (client: string, answered = true): Promise<Socket> => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    sockets.push(socket)
    const first = new Promise((resolve) => socket.once('data', resolve))
    await new Promise<void>((resolve) =>
      socket.write(`GET /api/v1/stream HTTP/1.1\r\nhost: here\r\nx-forwarded-for: ${client}\r\n\r\n`, () =>
        resolve(),
      ),
    )
    if (answered) expect(String(await first)).toMatch(/^HTTP\/1\.1 200/)
    return socket
  }

  test('are refused beyond so many with when to ask again, and are nobody else’s', async () => {
    const open = await Promise.all([1, 2, 3].map(() => ask('10.0.0.1')))
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200])
    const refused = await ask('10.0.0.1')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('60')
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await refused.json()).toMatchObject({
      type: 'urn:hurong:problem:TooManyRequests',
      detail: '3 event streams are open from here already. Close some pages, or ask again in 60 s.',
      detailZh: '您的网络已打开 3 个事件流。请关闭一些页面，或 60 秒后再试。',
    })
    // It is answered all else.
    expect((await ask('10.0.0.1', 'GET', 'platform')).status).toBe(200)
    const others = await ask('10.0.0.2')
    expect(others.status).toBe(200)

    await open[0]?.body?.cancel()
    await expect.poll(async () => (await ask('10.0.0.1')).status).toBe(200)
    for (const { body } of [...open.slice(1), others]) await body?.cancel()
  })

  test('count no more once their sockets are gone, be it before the answer or with nothing read', async () => {
    const before = await openOnes()
    for (let round = 0; round < 3; round++) {
      const held = await Promise.all([1, 2, 3].map(() => askOverSocket('10.0.0.3')))
      expect((await ask('10.0.0.3')).status).toBe(429)
      for (const socket of held) {
        socket.pause()
        socket.resetAndDestroy()
      }
      await expect.poll(openOnes).toBe(before)
      for (let i = 0; i < streams; i++) (await askOverSocket('10.0.0.3', false)).resetAndDestroy()
      await expect.poll(openOnes).toBe(before)
    }
    const again = await ask('10.0.0.3')
    expect(again.status).toBe(200)
    await again.body?.cancel()
  })

  test('are none for who asks for the head alone', async () => {
    for (let i = 0; i <= streams; i++) {
      const { status, headers, body } = await ask('10.0.0.4', 'HEAD')
      expect([status, headers.get('content-type'), body]).toEqual([200, 'text/event-stream', null])
    }
    const one = await ask('10.0.0.4')
    expect(one.status).toBe(200)
    await one.body?.cancel()
  })
})
