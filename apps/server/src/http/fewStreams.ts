import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './context.ts'
import type { Metrics } from './metrics.ts'
import { ApiProblem } from './problems.ts'
import { clientOf, type RateLimit } from './rateLimit.ts'

/** Streams a client may have open, where nothing else is said: two for each of its tabs that is signed in. */
const usual = 50
/** Seconds until it may ask again: when one of its others ends nobody knows. */
const wait = 60

/** Lets event streams count how many their client has open. */
export const fewStreams = (
  { streams = usual, behindProxy = false }: Omit<RateLimit, 'perMinute'>,
  metrics: Metrics,
): MiddlewareHandler<ApiEnv> => {
  const open = new Map<string, number>()
  return async (c, next) => {
    c.set('enterStream', () => {
      const client = clientOf(c, behindProxy)
      const held = open.get(client) ?? 0
      if (held >= streams) {
        metrics.limited.inc()
        c.header('retry-after', String(wait))
        throw new ApiProblem(
          'TooManyRequests',
          `${streams} event streams are open from here already. Close some pages, or ask again in ${wait} s.`,
          undefined,
          `您的网络已打开 ${streams} 个事件流。请关闭一些页面，或 ${wait} 秒后再试。`,
        )
      }
      open.set(client, held + 1)
      return () => {
        const left = (open.get(client) ?? 1) - 1
        if (left > 0) open.set(client, left)
        else open.delete(client)
      }
    })
    return next()
  }
}
