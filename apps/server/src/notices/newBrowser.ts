import { createHash, randomBytes } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Address } from 'viem'
import { noticeBrowsers } from '../database/schema.ts'
import type { ApiContext } from '../http/context.ts'
import { noteNow } from './noteNow.ts'

/** Tells a browser from others, and nothing of who it is. */
const browserCookie = '__Host-hurong-browser'
/** As long as browsers keep a cookie; a browser not seen for that long is a new one. */
const keptSeconds = 400 * 86_400

const browserOf = (c: Context): string => {
  const known = getCookie(c, browserCookie)
  const id = known !== undefined && /^[0-9a-f]{32}$/.test(known) ? known : randomBytes(16).toString('hex')
  const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Strict' } as const
  setCookie(c, browserCookie, id, { ...attributes, maxAge: keptSeconds })
  return createHash('sha256').update(id).digest('hex')
}

/**
 * Notes that an account was signed in with the browser that asks, and tells its owner where that is news: not the first time ever, but
 * every browser after it.
 */
export const noteBrowser =
  ({ database, head }: Pick<ApiContext, 'database' | 'head'>) =>
  async (c: Context, account: Address): Promise<void> => {
    const now = Date.now()
    const browserKey = browserOf(c)
    const own = eq(noticeBrowsers.account, account)
    await database.transaction(async (tx) => {
      await tx.delete(noticeBrowsers).where(and(own, lt(noticeBrowsers.seenAt, now - keptSeconds * 1000)))
      const known = await tx.select().from(noticeBrowsers).where(own)
      await tx
        .insert(noticeBrowsers)
        .values({ account, browserKey, seenAt: now })
        .onConflictDoUpdate({
          target: [noticeBrowsers.account, noticeBrowsers.browserKey],
          set: { seenAt: now },
        })
      if (known.length === 0 || known.some((browser) => browser.browserKey === browserKey)) return
      await noteNow({ head }, tx, account, { kind: 'signedIn', subject: browserKey })
    })
  }
