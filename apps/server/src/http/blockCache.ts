import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './context.ts'

interface Kept {
  readonly body: string
  readonly type: string
}

const greatestBody = 256 * 1024

/**
 * Keeps answers for as long as the rows stay at their block. Everything answered from the rows depends on the block and
 * the URL alone, so that pair is also the entity tag: whoever has the answer of this block already gets 304.
 */
export const blockCache = ({ entries = 2_000 } = {}): MiddlewareHandler<ApiEnv> => {
  let block = ''
  const kept = new Map<string, Kept>()
  return async (c, next) => {
    const { hash } = c.var.read.at
    if (hash !== block) {
      kept.clear()
      block = hash
    }
    const csv = c.req.header('accept')?.includes('text/csv') === true
    const tag = `"${hash.slice(2, 22)}${csv ? '-csv' : ''}"`
    c.header('etag', tag)
    c.header('cache-control', 'no-cache')
    c.header('vary', 'accept')
    if (c.req.header('if-none-match')?.includes(tag) === true) return c.body(null, 304)
    const url = new URL(c.req.url)
    const key = `${csv ? 'csv ' : ''}${url.pathname}${url.search}`
    const held = kept.get(key)
    if (held !== undefined) return c.body(held.body, 200, { 'content-type': held.type })
    await next()
    if (c.res.status !== 200 || c.error !== undefined) {
      c.res.headers.delete('etag')
      return
    }
    const body = await c.res.clone().text()
    if (body.length > greatestBody || hash !== block) return
    if (kept.size >= entries) kept.delete(kept.keys().next().value as string)
    kept.set(key, { body, type: c.res.headers.get('content-type') ?? 'application/json' })
  }
}
