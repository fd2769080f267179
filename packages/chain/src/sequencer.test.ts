import { keccak256 } from 'viem'
import { expect, test } from 'vitest'
import { blockOf, call, head, post } from './fixtures/call.ts'
import { aChain, aFolder } from './fixtures/folder.ts'
import { person } from './fixtures/people.ts'

const send = (url: string, raw: string) => call<string>(url, 'eth_sendRawTransaction', raw)

test('a transaction is mined when its hash is told', async () => {
  const { url } = await aChain()
  const hash = await send(url, await person(0).pay())
  expect(await head(url)).toMatchObject({ number: 1, transactions: [hash] })
})

test('transactions that come together share blocks, and each is mined once', async () => {
  const { url } = await aChain()
  const people = Array.from({ length: 10 }, (_, index) => person(index))
  const raws = await Promise.all(people.flatMap((payer) => Array.from({ length: 6 }, () => payer.pay())))
  const hashes = await Promise.all(raws.map((raw) => send(url, raw)))
  const { number } = await head(url)
  expect(number).toBeLessThan(60)
  expect(new Set(hashes).size).toBe(60)
  expect(await Promise.all(hashes.map((hash) => blockOf(url, hash)))).not.toContain(null)
})

test('transactions of one batch are mined in one block, in their order', async () => {
  const { url } = await aChain()
  const [alice, bob] = [person(0), person(1)]
  const raws = [await alice.pay(), await bob.pay(), await alice.pay()]
  const body = raws.map((raw, id) => ({
    jsonrpc: '2.0',
    id,
    method: 'eth_sendRawTransaction',
    params: [raw],
  }))
  const answers = (await (await post(url, body)).json()) as { id: number; result: string }[]
  expect(answers.map(({ id }) => id)).toEqual([0, 1, 2])
  expect(await head(url)).toMatchObject({ number: 1, transactions: answers.map(({ result }) => result) })
})

test("an invalid transaction is answered with the node's error, and leaves nothing that breaks a start", async () => {
  const dataDir = aFolder()
  const alice = person(0)
  const chain = await aChain({ dataDir })
  await send(chain.url, await alice.pay())
  await expect(send(chain.url, await alice.payWithNonce(0))).rejects.toThrow(/nonce too low/)
  await expect(send(chain.url, await alice.payWithNonce(1, 10n ** 30n))).rejects.toThrow(
    /[Ii]nsufficient funds/,
  )
  await expect(send(chain.url, '0x1234')).rejects.toThrow(/[Ff]ailed to decode/)
  await expect(send(chain.url, 'no transaction')).rejects.toThrow(/0x and hexadecimal digits/)
  const before = await head(chain.url)
  expect(before.number).toBe(1)
  await chain.close()
  expect(await head((await aChain({ dataDir })).url)).toEqual(before)
})

test('a bad transaction among good ones fails alone', async () => {
  const { url } = await aChain()
  const [alice, bob] = [person(0), person(1)]
  const outcomes = await Promise.allSettled([
    send(url, await alice.pay()),
    send(url, await bob.payWithNonce(0, 10n ** 30n)),
    send(url, await alice.pay()),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a transaction that arrives before the one it follows waits for it', async () => {
  const { url } = await aChain()
  const alice = person(0)
  const [first, second] = [await alice.pay(), await alice.pay()]
  const waiting = send(url, second)
  // Answered, so the one before has surely reached the sequencer.
  await call(url, 'hurong_time')
  const hashes = [await send(url, first), await waiting]
  expect(await Promise.all(hashes.map((hash) => blockOf(url, hash)))).not.toContain(null)
})

test('a transaction whose predecessor never comes is refused with the reason, and mined nowhere', async () => {
  const { url } = await aChain()
  const alice = person(0)
  await expect(send(url, await alice.payWithNonce(5))).rejects.toThrow(
    /nonce lies above the next one of its sender/,
  )
  for (let i = 0; i < 6; i++) await send(url, await alice.pay())
  expect((await head(url)).number).toBe(6)
})

test('given transactions are mined in the given order, in one block at the given second', async () => {
  const chain = await aChain({ timestamp: 1_600_000_000 })
  const [alice, bob] = [person(0), person(1)]
  const raws = [await bob.pay(), await alice.pay(), await bob.pay()]
  const block = await call<{ transactions: string[] }>(chain.url, 'hurong_mine', {
    timestamp: 1_600_500_000,
    raws,
  })
  expect(await head(chain.url)).toMatchObject({
    number: 1,
    timestamp: 1_600_500_000,
    transactions: block.transactions,
  })
  expect(block.transactions).toHaveLength(3)
})

test('a hundred given transactions are mined in the given order by the node that was there', async () => {
  const lines: string[] = []
  const { url } = await aChain({ log: (line) => lines.push(line) })
  const people = Array.from({ length: 10 }, (_, index) => person(index))
  const raws: string[] = []
  for (let i = 0; i < 100; i++) raws.push(await (people[(i * 7) % 10] as (typeof people)[number]).pay())
  const { transactions } = await call<{ transactions: string[] }>(url, 'hurong_mine', {
    timestamp: (await head(url)).timestamp + 10,
    raws,
  })
  expect(transactions).toEqual(raws.map((raw) => keccak256(raw as `0x${string}`)))
  expect(lines.filter((line) => /given up/.test(line))).toEqual([])
})

test('a given block is refused whole if one of its transactions cannot be mined', async () => {
  const chain = await aChain()
  const alice = person(0)
  const timestamp = chain.time().now + 10
  const good = await alice.pay()
  await expect(chain.mine({ timestamp, raws: [good, await alice.payWithNonce(0, 2n)] })).rejects.toThrow()
  await expect(chain.mine({ timestamp, raws: [good, await alice.payWithNonce(4)] })).rejects.toThrow(
    /1 of 2 transactions/,
  )
  expect((await head(chain.url)).number).toBe(0)
  expect((await chain.mine({ timestamp, raws: [good] })).transactions).toHaveLength(1)
})

test('time runs on from where it was moved to, and never back', async () => {
  const chain = await aChain()
  const start = chain.time().now
  await call(chain.url, 'hurong_setTime', start + 1_000)
  await call(chain.url, 'hurong_increaseTime', 500)
  const { now } = await call<{ now: number }>(chain.url, 'hurong_time')
  expect(now).toBeGreaterThanOrEqual(start + 1_500)
  await send(chain.url, await person(0).pay())
  expect((await head(chain.url)).timestamp).toBeGreaterThanOrEqual(start + 1_500)
  await expect(call(chain.url, 'hurong_setTime', start)).rejects.toThrow(/Time runs forward only/)
  await expect(chain.mine({ timestamp: start, raws: [] })).rejects.toThrow(/Time runs forward only/)
})

test('a chain that begins in the past tells the time of its past, and a restart keeps it', async () => {
  const dataDir = aFolder()
  const first = await aChain({ dataDir, timestamp: 1_500_000_000 })
  expect(first.time().now).toBeLessThan(1_500_000_100)
  await first.close()
  const second = await aChain({ dataDir, timestamp: 1_500_000_000 })
  expect(second.time().now).toBeLessThan(1_500_000_200)
})
