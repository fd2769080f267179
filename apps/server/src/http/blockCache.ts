import { createHash } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { ApiEnv } from './context.ts'

interface Kept {
  readonly body: string
  readonly type: string
}

const greatestBody = 256 * 1024

/** Answers within a number of them and of characters, keys included; those kept longest go first. */
const shelf = (entries: number, characters: number) => {
  const kept = new Map<string, Kept>()
  let size = 0
  const sizeOf = (key: string, { body }: Kept) => key.length + body.length
  const drop = (key: string) => {
    const held = kept.get(key)
    if (held === undefined) return
    size -= sizeOf(key, held)
    kept.delete(key)
  }
  return {
    get: (key: string) => kept.get(key),
    put: (key: string, answer: Kept): void => {
      drop(key)
      kept.set(key, answer)
      size += sizeOf(key, answer)
      for (const oldest of kept.keys()) {
        if (kept.size <= entries && size <= characters) return
        drop(oldest)
      }
    },
    clear: (): void => {
      kept.clear()
      size = 0
    },
  }
}

/**
 * Keeps answers to GET for as long as the rows stay at their block. Everything answered from the rows depends on the block and
 * the URL alone, so that pair is also the entity tag: whoever has the answer of this block already gets 304.
 */
export const blockCache = ({
  entries = 2_000,
  characters = 32 * 1024 * 1024,
} = {}): MiddlewareHandler<ApiEnv> => {
  let block = ''
  const kept = shelf(entries, characters)
  return async (c, next) => {
    if (c.req.method !== 'GET') {
      // What is asked for with another method is done, and not told from the rows.
      c.header('cache-control', 'no-store')
      return next()
    }
    const { hash } = c.var.read.at
    if (hash !== block) {
      kept.clear()
      block = hash
    }
    const csv = c.req.header('accept')?.includes('text/csv') === true
    const url = new URL(c.req.url)
    const key = `${csv ? 'csv ' : ''}${url.pathname}${url.search}`
    const tag = `"${hash.slice(2, 22)}-${createHash('sha1').update(key).digest('base64url').slice(0, 11)}"`
    c.header('etag', tag)
    c.header('cache-control', 'no-cache')
    c.header('vary', 'accept')
    if (c.req.header('if-none-match')?.includes(tag) === true) return c.body(null, 304)
    const held = kept.get(key)
    if (held !== undefined) return c.body(held.body, 200, { 'content-type': held.type })
    await next()
    if (c.res.status !== 200 || c.error !== undefined) {
      c.res.headers.delete('etag')
      return
    }
    const body = await c.res.clone().text()
    if (body.length > greatestBody || hash !== block) return
    kept.put(key, { body, type: c.res.headers.get('content-type') ?? 'application/json' })
  }
}
