import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { fewRefusals } from './fewRefusals.ts'

test('a client whose calls were refused is listened to again after an hour, and what is taken counts for nothing', async () => {
  let now = 0
  const app = new Hono()
  app.use(fewRefusals({}, () => now))
  app.get('/:status', (c) => c.text('', Number(c.req.param('status')) as 200))
  const ask = async (status: number) => (await app.request(`/${status}`)).status
  for (let i = 0; i < 30; i++) expect(await ask(200)).toBe(200)
  // What fails here is no fault of whoever asks.
  for (let i = 0; i < 30; i++) expect(await ask(500)).toBe(500)
  for (let i = 0; i < 20; i++) expect(await ask(403)).toBe(403)
  expect(await ask(200)).toBe(429)
  now += 3_599_999
  expect(await ask(200)).toBe(429)
  now += 1
  expect(await ask(200)).toBe(200)
})
