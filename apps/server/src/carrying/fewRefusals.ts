import type { MiddlewareHandler } from 'hono'
import { ApiProblem, sendProblem } from '../http/problems.ts'
import { clientOf, type RateLimit } from '../http/rateLimit.ts'

/** Calls of one client that may be refused in an hour: each costs the node a try, and the account it names nothing. */
const allowed = 20
const hour = 3_600_000
const clientsKept = 10_000

/**
 * Looks at no more of a client's calls for a while once many were refused. They cannot be counted against the account they name:
 * anybody can name anybody's.
 * @param now Milliseconds since 1970.
 */
export const fewRefusals = (
  { behindProxy = false }: Pick<RateLimit, 'behindProxy'>,
  now: () => number = Date.now,
): MiddlewareHandler => {
  const clients = new Map<string, { refused: number; readonly until: number }>()
  return async (c, next) => {
    const client = clientOf(c, behindProxy)
    const known = clients.get(client)
    const held = known !== undefined && known.until > now() ? known : { refused: 0, until: now() + hour }
    if (held.refused >= allowed)
      return sendProblem(
        c,
        new ApiProblem(
          'TooManyRequests',
          'Many calls from here were refused. Try again in an hour, or with a wallet of your own.',
          undefined,
          '来自您网络的提交多次被拒绝。请一小时后再试，或用自己的钱包提交。',
        ),
      )
    clients.delete(client)
    if (clients.size >= clientsKept) clients.delete(clients.keys().next().value as string)
    clients.set(client, held)
    // Counted before it is looked at, so that many at once are as many; taken back of what was not refused.
    held.refused += 1
    await next()
    if (c.res.status < 400 || c.res.status >= 500) held.refused -= 1
  }
}
