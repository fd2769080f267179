import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { site } from './site.ts'

describe('the built site', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-site-'))
  const root = join(folder, 'dist')
  const app = new Hono()
  app.use(site(root))
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    app.request(path, { headers, method })

  beforeAll(() => {
    mkdirSync(join(root, 'assets'), { recursive: true })
    mkdirSync(`${root}-old`)
    const files: Record<string, string> = {
      'dist/index.html': '<!doctype html>start',
      'dist/favicon.svg': '<svg/>',
      'dist/assets/app-1a2b.js': 'plain',
      'dist/assets/app-1a2b.js.br': 'brotli',
      'dist/assets/app-1a2b.js.gz': 'gzip',
      'dist/assets/only.css': 'a{}',
      'secret.txt': 'secret',
      'dist-old/secret.txt': 'secret',
    }
    for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('keeps what has a hash in its name for ever, and asks again for everything else', async () => {
    const kept = async (path: string) => (await get(path)).headers.get('cache-control')
    expect(await kept('/assets/app-1a2b.js')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/', '/index.html', '/favicon.svg', '/loans/7'])
      expect(await kept(path)).toBe('no-cache')
  })

  test('keeps nothing for ever that is not there', async () => {
    const missing = await get('/assets/gone-9.js')
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, null])
    // Without an ending it is a page of the site; the start page must not be kept under its name.
    expect((await get('/assets/page')).headers.get('cache-control')).toBe('no-cache')
  })

  test('answers any path that is no file with the start page, and a file that is missing with nothing', async () => {
    for (const path of ['/', '/loans/7', '/portfolio/', '/%E6%88%91']) {
      const response = await get(path)
      expect([response.status, await response.text()]).toEqual([200, '<!doctype html>start'])
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    }
    expect((await get('/missing.png')).status).toBe(404)
    expect((await get('/', {}, 'POST')).status).toBe(404)
  })

  test('sends the compressed file beside the plain one to who takes it, as that type', async () => {
    const sent = async (accepted: string) => {
      const response = await get('/assets/app-1a2b.js', { 'accept-encoding': accepted })
      expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
      expect(response.headers.get('vary')).toBe('accept-encoding')
      return [response.headers.get('content-encoding'), await response.text()]
    }
    expect(await sent('gzip, deflate, br')).toEqual(['br', 'brotli'])
    expect(await sent('gzip')).toEqual(['gzip', 'gzip'])
    expect(await sent('identity')).toEqual([null, 'plain'])
    const single = await get('/assets/only.css', { 'accept-encoding': 'br' })
    expect([single.headers.get('content-encoding'), await single.text()]).toEqual([null, 'a{}'])
  })

  test('answers HEAD with the headers alone', async () => {
    const response = await get('/favicon.svg', {}, 'HEAD')
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'image/svg+xml',
      '',
    ])
  })

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/../dist-old/secret.txt',
    '/..%2fdist-old%2fsecret.txt',
    '//etc/passwd',
    '/%00/../secret.txt',
    '/secret.txt%00.html',
    '/%',
    '/%c0%ae%c0%ae/secret.txt',
  ])('gives nothing from outside its folder for %s as it comes off a socket', async (path) => {
    const server = createServer(getRequestListener(app.fetch))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const answer = await new Promise<string>((resolve, reject) => {
      // A client of the standard library would tidy the path up before sending it.
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`GET ${path} HTTP/1.1\r\nhost: site\r\nconnection: close\r\n\r\n`),
      )
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk
      })
      socket.on('end', () => resolve(text))
      socket.on('error', reject)
    })
    await new Promise((resolve) => server.close(resolve))
    expect(answer).toMatch(/^HTTP\/1.1 (200|400|404)/)
    expect(answer).not.toContain('secret')
    expect(answer).not.toContain('root:')
  })

  test('may be named by a relative path', async () => {
    const other = new Hono()
    other.use(site(`./${relative('.', root)}/`))
    expect(await (await other.request('/favicon.svg')).text()).toBe('<svg/>')
  })
})
