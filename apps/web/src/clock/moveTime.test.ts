import { afterEach, expect, test, vi } from 'vitest'
import { moveTime, NothingFallsDue, targetOf } from './moveTime.ts'

afterEach(() => vi.unstubAllGlobals())

const at = (text: string) => Date.parse(text) / 1000
const platform = { rpcUrl: 'http://127.0.0.1:1/' }

test('a month is a calendar month, clamped to its last day', () => {
  expect(targetOf('month', at('2027-01-31T09:00:00Z'))).toBe(at('2027-02-28T09:00:00Z'))
  expect(targetOf('day', at('2027-02-28T09:00:00Z'))).toBe(at('2027-03-01T09:00:00Z'))
})

test('time never runs backwards', () => {
  expect(targetOf({ until: 5 }, 10)).toBe(10)
  expect(targetOf({ until: 15 }, 10)).toBe(15)
})

test('the server moves the clock, since its keeper then has its turn', async () => {
  const asked: unknown[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push([url, JSON.parse(init.body as string)])
    return Response.json({ time: 77 })
  })
  expect(await moveTime(platform, 'nextDue')).toBe(77)
  expect(await moveTime(platform, { until: 99 })).toBe(77)
  expect(asked).toEqual([
    ['/api/v1/demonstration/clock', { by: 'nextDue' }],
    ['/api/v1/demonstration/clock', { to: 99 }],
  ])
})

test('without the server the chain itself is moved, but nobody knows the next due date', async () => {
  const methods: string[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.startsWith('/api')) throw new TypeError('fetch failed')
    const { method } = JSON.parse(init.body as string) as { method: string }
    methods.push(method)
    return Response.json({ result: { now: 1_000 } })
  })
  expect(await moveTime(platform, 'day')).toBe(87_400)
  expect(methods).toEqual(['hurong_time', 'hurong_setTime'])
  await expect(moveTime(platform, 'nextDue')).rejects.toBeInstanceOf(NothingFallsDue)
})
