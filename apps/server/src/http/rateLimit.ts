import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import type { Metrics } from './metrics.ts'
import { networkOf } from './networkOf.ts'
import { ApiProblem, sendProblem } from './problems.ts'

export interface RateLimit {
  /** Requests a client may make in a minute; all of them at once if it likes. */
  readonly perMinute: number
  /** Event streams a client may have open at once. */
  readonly streams?: number
  /** Whether a proxy in front tells the client's address in `X-Forwarded-For`. */
  readonly behindProxy?: boolean
}

/** Who asks, as the connection tells: an address, or the network of one where a client has as many as it likes. */
export const clientOf = (c: Context, behindProxy: boolean): string => {
  const told = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  if (told !== undefined && told !== '') return networkOf(told)
  // A request made without a socket, in a test or by the process itself, has no address.
  return (c.env as { incoming?: unknown } | undefined)?.incoming === undefined
    ? 'in-process'
    : networkOf(getConnInfo(c).remote.address ?? 'unknown')
}

const clientsKept = 10_000

/** A problem as the API has it. */
const sendTooMany = (c: Context, sentence: string): Response =>
  sendProblem(c, new ApiProblem('TooManyRequests', sentence))

/** A bucket per client that fills evenly; the headers tell how much is left and when it is full again. */
export const rateLimit = (
  { perMinute, behindProxy = false }: RateLimit,
  metrics: Metrics,
  now: () => number = () => performance.now(),
  refuse: (c: Context, sentence: string) => Response = sendTooMany,
): MiddlewareHandler => {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMillisecond = perMinute / 60_000
  return async (c, next) => {
    const client = clientOf(c, behindProxy)
    const at = now()
    const held = buckets.get(client) ?? { left: perMinute, at }
    const left = Math.min(perMinute, held.left + (at - held.at) * perMillisecond)
    // Re-inserted, so that the client longest unheard of is the first in the map.
    buckets.delete(client)
    if (buckets.size >= clientsKept) buckets.delete(buckets.keys().next().value as string)
    const allowed = left >= 1
    buckets.set(client, { left: allowed ? left - 1 : left, at })
    const remaining = Math.max(0, Math.floor(left - 1))
    c.header('ratelimit-limit', String(perMinute))
    c.header('ratelimit-remaining', String(remaining))
    c.header('ratelimit-reset', String(Math.ceil((perMinute - remaining) / perMillisecond / 1000)))
    if (allowed) return next()
    const wait = Math.ceil((1 - left) / perMillisecond / 1000)
    metrics.limited.inc()
    c.header('retry-after', String(wait))
    return refuse(c, `Ask again in ${wait} s: ${perMinute} requests a minute are answered.`)
  }
}
