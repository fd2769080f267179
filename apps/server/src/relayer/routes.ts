import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { Metrics } from '../http/metrics.ts'
import { clientOf, type RateLimit, rateLimit } from '../http/rateLimit.ts'
import { requestsIn } from './jsonRpc.ts'
import { codes } from './refusal.ts'
import type { Relayer } from './service.ts'

/** More than an operation of the greatest size that is taken needs, as hexadecimal text. */
const greatestBody = 256 * 1024

const fail = (c: Context, code: number, message: string, status: 413 | 429) =>
  c.json({ jsonrpc: '2.0', id: null, error: { code, message } }, status)

/** Answers JSON-RPC at /bundler. */
export const relayerRoute = (
  app: OpenAPIHono,
  relayer: Relayer,
  limit: RateLimit,
  metrics: Metrics,
): void => {
  app.use('/bundler', cors({ origin: '*', allowMethods: ['POST'], allowHeaders: ['content-type'] }))
  const limited = rateLimit(limit, metrics, undefined, (c, sentence) =>
    fail(c, codes.throttled, sentence, 429),
  )
  app.use('/bundler', limited)
  app.use(
    '/bundler',
    bodyLimit({
      maxSize: greatestBody,
      onError: (c) =>
        fail(c, codes.invalidRequest, `The request is larger than ${greatestBody} bytes.`, 413) as never,
    }),
  )
  app.post('/bundler', async (c) => {
    c.header('cache-control', 'no-store')
    const text = await c.req.text()
    // Each entry of a batch counts as if it came by itself; the first was counted before it was read.
    for (let entry = requestsIn(text); entry > 1; entry--) {
      const refused = await limited(c, async () => {})
      if (refused !== undefined) return refused
    }
    const answer = await relayer.answer(text, clientOf(c, limit.behindProxy ?? false))
    return c.json(answer as never)
  })
}
