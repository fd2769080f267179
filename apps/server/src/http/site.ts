import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize, resolve, sep } from 'node:path'
import type { MiddlewareHandler } from 'hono'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
}
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/** What is asked for, without `..` and the like; undefined where the escapes of a path are no text. */
const pathOf = (url: string): string | undefined => {
  try {
    return normalize(decodeURIComponent(new URL(url).pathname))
  } catch {
    return undefined
  }
}

const isFile = (path: string) => existsSync(path) && statSync(path).isFile()

/**
 * Serves a built site. Files under /assets/ carry a hash in their name and never change; any path that is no file is a
 * page of the site, so the start page answers it. Compressed files beside the plain ones are sent as they stand.
 */
export const site = (folder: string): MiddlewareHandler => {
  const root = resolve(folder)
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const asked = pathOf(c.req.url)
    if (asked === undefined) return next()
    let path = join(root, asked)
    if (!path.startsWith(root + sep)) return next()
    const found = isFile(path)
    if (!found) {
      if (extname(asked) !== '') return next()
      path = join(root, 'index.html')
      if (!isFile(path)) return next()
    }
    const accepted = c.req.header('accept-encoding') ?? ''
    const encoding = encodings.find(([name, suffix]) => accepted.includes(name) && isFile(path + suffix))
    c.header('content-type', types[extname(path)] ?? 'application/octet-stream')
    c.header(
      'cache-control',
      found && asked.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
    c.header('vary', 'accept-encoding')
    if (encoding !== undefined) c.header('content-encoding', encoding[0])
    return c.body(new Uint8Array(readFileSync(path + (encoding?.[1] ?? ''))))
  }
}
