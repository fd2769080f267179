import { afterEach, expect, test, vi } from 'vitest'
import { ApiProblem, apiUrl, readApi, ServerUnreachable } from './client.ts'
import { serverGone } from './reachability.ts'

afterEach(() => vi.unstubAllGlobals())

const answer = (status: number, body: string, type = 'application/json') =>
  vi.stubGlobal('fetch', async () => new Response(body, { status, headers: { 'content-type': type } }))

test('parameters that are not set are left out of the address', () => {
  expect(apiUrl('/loans', { status: 'funding,late', cursor: undefined, limit: 5 })).toBe(
    '/api/v1/loans?status=funding%2Clate&limit=5',
  )
})

test('a problem keeps its kind and does not count as a server that is gone', async () => {
  answer(
    404,
    '{"type":"https://hurong.example/problems/LoanNotFound","title":"No such loan","status":404}',
    'application/problem+json',
  )
  const error = await readApi('/loans/9').catch((e: unknown) => e)
  expect(error).toBeInstanceOf(ApiProblem)
  expect((error as ApiProblem).kind).toBe('LoanNotFound')
  expect(serverGone()).toBe(false)
})

test('a problem is told in Chinese where it has a Chinese sentence, else as it stands', () => {
  const plain = { type: 'urn:hurong:problem:SignatureRefused', title: 'Refused.', status: 403, detail: 'No.' }
  const both = new ApiProblem({ ...plain, detailZh: '不行。' })
  expect([both.said('zh'), both.said('en'), new ApiProblem(plain).said('zh')]).toEqual([
    '不行。',
    'No.',
    'No.',
  ])
})

test('silence, a gateway page and the site itself in place of the API all mean the server is gone', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('fetch failed')
  })
  await expect(readApi('/platform')).rejects.toBeInstanceOf(ServerUnreachable)
  expect(serverGone()).toBe(true)
  answer(200, '{}')
  await readApi('/platform')
  expect(serverGone()).toBe(false)
  answer(502, '<h1>Bad gateway</h1>', 'text/html')
  await expect(readApi('/platform')).rejects.toBeInstanceOf(ServerUnreachable)
  answer(200, '<!doctype html>', 'text/html')
  await expect(readApi('/platform')).rejects.toBeInstanceOf(ServerUnreachable)
  expect(serverGone()).toBe(true)
})
