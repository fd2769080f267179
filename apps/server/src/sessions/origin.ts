import type { Context } from 'hono'
import { ApiProblem } from '../http/problems.ts'

/** Tells whether a page of some origin is the site's own. */
export type OwnOrigin = (origin: string, host: string | undefined) => boolean

const isLoopback = (hostname: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)

/**
 * The origins named; on a local chain also this very machine's, at the address that was asked.
 * @throws RangeError for a text that is no origin, or one without TLS that is not this machine.
 */
export const ownOrigins = (named: readonly string[], local: boolean): OwnOrigin => {
  for (const origin of named) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined
    if (url === undefined || url.origin !== origin)
      throw new RangeError(`The site's origin is "${origin}": give one such as https://hurong.example.`)
    if (url.protocol !== 'https:' && !isLoopback(url.hostname))
      throw new RangeError(`The site's origin is "${origin}": people sign in over https alone.`)
  }
  return (origin, host) => {
    if (named.includes(origin)) return true
    if (!local || !URL.canParse(origin)) return false
    const url = new URL(origin)
    return url.origin === origin && isLoopback(url.hostname) && url.host === host
  }
}

/**
 * The site's page that asks. Browsers tell it of every request that is no plain reading, and no page can say it is another.
 * @throws ApiProblem `OriginRefused` where it is told to be another, or not told.
 */
export const requireOwnOrigin = (c: Context, isOwn: OwnOrigin): string => {
  const origin = c.req.header('origin')
  if (origin === undefined || !isOwn(origin, c.req.header('host')))
    throw new ApiProblem(
      'OriginRefused',
      'This is done from the pages of this site alone.',
      undefined,
      '此操作只能在本站页面上进行。',
    )
  return origin
}

/** Whether a request may change something, so that another site must not be able to have a browser make it. */
const changes = ({ req }: Context): boolean => req.method !== 'GET' && req.method !== 'HEAD'

/** @throws ApiProblem `OriginRefused` for a request another site had a browser make. */
export const refuseForged = (c: Context, isOwn: OwnOrigin): void => {
  const from = c.req.header('sec-fetch-site')
  if (changes(c) || (from !== undefined && from !== 'same-origin' && from !== 'none'))
    requireOwnOrigin(c, isOwn)
}
