import { OpenAPIHono } from '@hono/zod-openapi'
import { expect, test } from 'vitest'
import { createMetrics } from '../http/metrics.ts'
import { relayerRoute } from './routes.ts'

/** An app that answers how much it was asked, and takes so many requests a minute. */
const openApp = (perMinute: number) => {
  const app = new OpenAPIHono()
  const relayer = { answer: async (text: string) => text.length, problem: () => null, close: async () => {} }
  relayerRoute(app, relayer, { perMinute }, createMetrics({ defaults: false }))
  return async (body: unknown) =>
    (await app.request('/bundler', { method: 'POST', body: JSON.stringify(body) })).status
}
const one = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }

test('each entry of a batch counts as if it came by itself', async () => {
  const post = openApp(60)
  expect(await post(Array(50).fill(one))).toBe(200)
  expect(await post(one)).toBe(200)
  expect(await post(Array(20).fill(one))).toBe(429)
})

test('requests one by one are answered as many as may be made', async () => {
  const post = openApp(3)
  expect([await post(one), await post(one), await post(one), await post(one)]).toEqual([200, 200, 200, 429])
})
