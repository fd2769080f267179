import { expect, test } from 'vitest'
import { call, post } from './fixtures/call.ts'
import { aChain } from './fixtures/folder.ts'
import { person } from './fixtures/people.ts'

/** Creation code that gives back the second it runs at. */
const tellTime = '0x4260005260206000f3'

test('calls at the newest block see the time that is now, not the time of that block', async () => {
  const chain = await aChain({ timestamp: 1_000_000_000 })
  await chain.setTime(1_700_000_000)
  const seen = Number(await call(chain.url, 'eth_call', { data: tellTime }, 'latest'))
  expect(seen).toBeGreaterThanOrEqual(1_700_000_000)
  expect(seen).toBeLessThanOrEqual(chain.time().now)
  expect(Number(await call(chain.url, 'eth_call', { data: tellTime }, '0x0'))).toBe(1_000_000_000)
  const override = { time: '0x77359400' }
  expect(Number(await call(chain.url, 'eth_call', { data: tellTime }, 'latest', {}, override))).toBe(
    2_000_000_000,
  )
})

test.each([
  ['anvil_setBalance', 'behind the journal'],
  ['evm_mine', 'hurong_mine'],
  ['evm_revert', 'behind the journal'],
  ['hardhat_setCode', 'behind the journal'],
  ['eth_sendTransaction', 'eth_sendRawTransaction'],
  ['eth_signTransaction', 'eth_sendRawTransaction'],
  ['eth_subscribe', 'eth_getLogs'],
  ['eth_somethingNew', 'does not know it'],
])('%s is refused with a sentence that says what to do', async (method, sentence) => {
  const { url } = await aChain()
  await expect(call(url, method)).rejects.toThrow(new RegExp(`${method} is refused: .*${sentence}`))
})

test('a batch answers each call in its place, wrong ones included', async () => {
  const { url } = await aChain()
  const answers = await post(url, [
    { jsonrpc: '2.0', id: 'a', method: 'eth_chainId' },
    { jsonrpc: '2.0', id: 'b', method: 'evm_mine' },
    { jsonrpc: '2.0', id: 'c', method: 'eth_getBalance', params: [person(0).address, 'latest'] },
    { jsonrpc: '2.0', method: 'eth_blockNumber' },
  ])
  expect(await answers.json()).toEqual([
    { jsonrpc: '2.0', id: 'a', result: '0x7a69' },
    {
      jsonrpc: '2.0',
      id: 'b',
      error: { code: -32004, message: expect.stringContaining('evm_mine is refused') },
    },
    { jsonrpc: '2.0', id: 'c', result: `0x${(10n ** 24n).toString(16)}` },
  ])
})

test("the node's own error comes through with its code and data", async () => {
  const { url } = await aChain()
  // Reverts with the two bytes 0xbeef.
  const body = {
    jsonrpc: '2.0',
    id: 1,
    method: 'eth_call',
    params: [{ data: '0x61beef6000526002601efd' }, 'latest'],
  }
  expect(await (await post(url, body)).json()).toMatchObject({ error: { code: 3, data: '0xbeef' } })
})

test('pages of this machine may use the chain, and others only if they were allowed', async () => {
  const chain = await aChain({ allowedOrigins: ['https://allowed.example'] })
  const ask = (origin: string) =>
    post(chain.url, { jsonrpc: '2.0', id: 1, method: 'eth_chainId' }, { origin })
  for (const origin of ['http://localhost:5173', 'http://127.0.0.1:8080', 'https://allowed.example']) {
    const answer = await ask(origin)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  }
  expect((await ask('https://stranger.example')).status).toBe(403)
  const preflight = await fetch(chain.url, {
    method: 'OPTIONS',
    headers: { origin: 'http://localhost:5173' },
  })
  expect(preflight.status).toBe(204)
})

test('what is not JSON, or no call, is answered with what is wrong', async () => {
  const { url } = await aChain()
  const text = await fetch(url, { method: 'POST', body: 'hello' })
  expect(await text.json()).toMatchObject({ error: { code: -32700, message: 'The request is not JSON.' } })
  expect(await (await post(url, { id: 1 })).json()).toMatchObject({ error: { code: -32600 } })
  expect((await fetch(url)).status).toBe(405)
  await expect(call(url, 'hurong_increaseTime', 'tomorrow')).rejects.toThrow(
    'seconds must be whole seconds, not "tomorrow"',
  )
  await expect(call(url, 'hurong_mine', { timestamp: 9e9, raws: 'x' })).rejects.toThrow('raws must be a list')
})

test('a chain that is closed takes whole blocks alone, and says why', async () => {
  let reason: string | undefined = 'The past is being written. Send it again later.'
  const { url } = await aChain({ closed: () => reason })
  const raw = await person(0).pay()
  await expect(call(url, 'eth_sendRawTransaction', raw)).rejects.toThrow(reason)
  await expect(call(url, 'hurong_increaseTime', 60)).rejects.toThrow(reason)
  const { now } = await call<{ now: number }>(url, 'hurong_time')
  await call(url, 'hurong_mine', { timestamp: now, raws: [raw] })
  reason = undefined
  await call(url, 'hurong_increaseTime', 60)
  expect(Number(await call(url, 'eth_blockNumber'))).toBe(2)
})
