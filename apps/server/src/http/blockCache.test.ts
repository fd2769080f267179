import { Hono } from 'hono'
import { beforeEach, expect, test } from 'vitest'
import { blockCache } from './blockCache.ts'
import type { ApiEnv } from './context.ts'

let asked: string[]
let block: string
beforeEach(() => {
  asked = []
  block = `0x${'1'.repeat(64)}`
})

/** Answers with how often it was asked, through the cache. */
const open = (settings = {}) => {
  const app = new Hono<ApiEnv>()
  app.use((c, next) => {
    c.set('read', { at: { hash: block } } as never)
    return next()
  })
  app.use(blockCache(settings))
  app.all('/missing', (c) => c.json({}, 404))
  app.all('*', (c) => {
    asked.push(`${c.req.method} ${c.req.path}`)
    return c.text(`answer ${asked.length}`)
  })
  return async (path: string, method = 'GET', headers: Record<string, string> = {}) => {
    const response = await app.request(path, { method, headers })
    return { status: response.status, text: await response.text(), headers: response.headers }
  }
}

test('an answer is kept until the rows move', async () => {
  const ask = open()
  expect((await ask('/loans')).text).toBe('answer 1')
  expect((await ask('/loans')).text).toBe('answer 1')
  expect((await ask('/loans?x=1')).text).toBe('answer 2')
  block = `0x${'2'.repeat(64)}`
  expect((await ask('/loans')).text).toBe('answer 3')
})

test('what is asked for with another method is done each time, and given to nobody else', async () => {
  const ask = open()
  const first = await ask('/verifications', 'POST')
  expect(first.headers.get('cache-control')).toBe('no-store')
  expect(first.headers.get('etag')).toBeNull()
  expect((await ask('/verifications', 'POST')).text).toBe('answer 2')
  expect((await ask('/verifications')).text).toBe('answer 3')
  expect((await ask('/verifications', 'DELETE')).text).toBe('answer 4')
})

test('whoever has the answer already is told so, of that address alone', async () => {
  const ask = open()
  const tag = (await ask('/loans')).headers.get('etag') ?? ''
  expect((await ask('/loans', 'GET', { 'if-none-match': tag })).status).toBe(304)
  expect((await ask('/missing', 'GET', { 'if-none-match': tag })).status).toBe(404)
})

test('answers and their addresses take no more room than they may, and the oldest go first', async () => {
  const ask = open({ characters: 100 })
  await ask('/a')
  await ask(`/b?${'x'.repeat(60)}`)
  expect((await ask('/a')).text).toBe('answer 1')
  await ask(`/c?${'x'.repeat(60)}`)
  expect((await ask('/a')).text).toBe('answer 4')
  await ask(`/d?${'x'.repeat(200)}`)
  expect((await ask(`/d?${'x'.repeat(200)}`)).text).toBe('answer 6')
})
