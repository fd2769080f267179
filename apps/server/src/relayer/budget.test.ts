import type { Hex } from 'viem'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { relayerOperations, relayerRefusals, relayerTransactions, wallets } from '../database/schema.ts'
import { anAccount, currencyCall, signed } from '../fixtures/accounts.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { startProxy } from '../fixtures/proxy.ts'
import { type Ground, openGround, type RunningRelayer, startRelayer } from '../fixtures/relayer.ts'
import type { RelayerParts } from './service.ts'

describe.each(databaseKinds)('what a relayer over %s gives away', (_, openSource) => {
  let ground: Ground
  let source: DatabaseSource
  let opened: OpenDatabase
  let clock = 0
  let relayer: RunningRelayer | undefined
  beforeAll(async () => {
    ground = await openGround()
    source = await openSource()
    opened = await source.open()
  })
  afterEach(async () => {
    await relayer?.close()
    relayer = undefined
    clock = 0
  })
  afterAll(async () => {
    await opened?.close()
    await source?.close()
    await ground?.anvil.close()
  })
  const now = () => Date.now() + clock
  const start = async (given: Partial<RelayerParts>) => {
    await opened.database.delete(relayerOperations)
    await opened.database.delete(relayerRefusals)
    await opened.database.delete(relayerTransactions)
    relayer = await startRelayer(ground, { now, database: opened.database, ...given })
    await relayer.working()
    return relayer
  }
  const anOperation = async (
    account: Awaited<ReturnType<typeof anAccount>>,
    functionName: 'faucet' | 'transfer' = 'faucet',
    nonce?: bigint,
  ) => {
    const args = functionName === 'faucet' ? [1n] : [ground.market.address('bob'), 10n ** 12n]
    return signed(
      account,
      [currencyCall(ground.market, functionName, ...args)],
      nonce === undefined ? {} : { nonce },
    )
  }
  const newAccount = () => anAccount(ground.market, ground.contracts)
  const day = 86_400

  test('is so many operations of an account in a day that rolls, and none of another’s', async () => {
    const { send, done } = await start({ budget: { operations: 2 } })
    const [account, other] = [await newAccount(), await newAccount()]
    const first = Math.floor(now() / 1000)
    for (let each = 0; each < 2; each++) {
      await done((await send(await anOperation(account))).result)
      clock += 3_600_000
    }
    const { error } = await send(await anOperation(account))
    expect(error).toMatchObject({ code: -32_504, message: expect.stringContaining('anybody else can bring') })
    const { resetsAt } = (error?.data ?? {}) as { resetsAt: number }
    expect(resetsAt).toBeGreaterThanOrEqual(first + day)
    expect(resetsAt).toBeLessThan(first + day + 60)
    expect((await send(await anOperation(other))).result).toBeDefined()
    clock = resetsAt * 1000 - Date.now() + 1_000
    expect((await send(await anOperation(account))).result).toBeDefined()
  })

  test('is so much money, counted by what was paid', async () => {
    const { send, done, database } = await start({ budget: { money: 10n ** 15n } })
    const account = await newAccount()
    const { receipt } = (await done((await send(await anOperation(account))).result)) as unknown as {
      receipt: { gasUsed: Hex; effectiveGasPrice: Hex }
    }
    const paid = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
    // The chain tells a receipt before the relayer has written down what it paid.
    await expect
      .poll(() => database.select({ cost: relayerOperations.cost }).from(relayerOperations))
      .toEqual([{ cost: paid }])
    await database.update(relayerOperations).set({ cost: 10n ** 15n - 1n })
    expect((await send(await anOperation(account))).error).toMatchObject({
      code: -32_504,
      data: { resetsAt: expect.any(Number) },
    })
  })

  test('is shared by the accounts of a participant', async () => {
    const { send, done, database } = await start({ budget: { operations: 1 } })
    const [one, another] = [await newAccount(), await newAccount()]
    for (const { address } of [one, another])
      await database
        .insert(wallets)
        .values({ wallet: address.toLowerCase(), participantId: 77, addedAt: 1, removedAt: null, addedBy: 1 })
    await done((await send(await anOperation(one))).result)
    expect((await send(await anOperation(another))).error?.code).toBe(-32_504)
  })

  test('is a look at so many operations that would fail, and then none at the chain', async () => {
    const proxy = await startProxy(ground.anvil.url)
    let asked = 0
    const { send, metrics } = await start({
      rpcUrl: proxy.url,
      budget: { refusals: 5 },
      pace: { lookEvery: 3_600_000 },
    })
    const account = await newAccount()
    const codes: (number | undefined)[] = []
    const operations = await Promise.all(Array.from({ length: 40 }, () => anOperation(account, 'transfer')))
    proxy.lie((_call, result) => {
      asked += 1
      return result
    })
    for (const [index, operation] of operations.entries()) {
      if (index === 5) asked = 0
      codes.push((await send(operation)).error?.code)
    }
    expect(codes.slice(0, 5)).toEqual(Array(5).fill(-32_521))
    expect(new Set(codes.slice(5))).toEqual(new Set([-32_504]))
    expect(asked).toBe(0)
    expect((await metrics.relayerTransactions.get()).values).toEqual([])
    await relayer?.close()
    relayer = undefined
    proxy.close()
  })

  test('is not spent by a thousand operations of one person that would fail, and others are served meanwhile', async () => {
    const proxy = await startProxy(ground.anvil.url)
    let asked = 0
    const { send, done, database, metrics } = await start({ rpcUrl: proxy.url })
    const [account, honest] = [await newAccount(), await newAccount()]
    const nonces = Array.from({ length: 1_000 }, (_, at) => BigInt(at + 1) << 64n)
    const failing = await Promise.all(nonces.map((nonce) => anOperation(account, 'transfer', nonce)))
    proxy.lie((_call, result) => {
      asked += 1
      return result
    })
    const answers: (number | undefined)[] = []
    for (let from = 0; from < failing.length; from += 50) {
      const part = failing.slice(from, from + 50).map((operation) => send(operation))
      // Amid them somebody else acts, and waits no longer than ever.
      if (from % 400 === 0) await done((await send(await anOperation(honest))).result)
      answers.push(...(await Promise.all(part)).map(({ error }) => error?.code))
    }
    expect(new Set(answers)).toEqual(new Set([-32_521, -32_504]))
    const looked = answers.filter((code) => code === -32_521).length
    // Those that came at the same moment were looked at together before any of them counted.
    expect(looked).toBeLessThanOrEqual(150)
    const rows = await database.select({ account: relayerOperations.account }).from(relayerOperations)
    expect(rows.map((row) => row.account)).toEqual(Array(3).fill(honest.address.toLowerCase()))
    expect(await database.$count(relayerRefusals)).toBe(looked)
    const sent = (await metrics.relayerTransactions.get()).values
    expect(sent.map(({ labels, value }) => [labels.outcome, value])).toEqual([['mined', 3]])
    // A thousand would have asked the node for thousands of answers.
    expect(asked).toBeLessThan(1_000)
    await relayer?.close()
    relayer = undefined
    proxy.close()
  })

  test('cannot be used up by a stranger who names an account in operations it did not sign', async () => {
    const { send } = await start({ budget: { refusals: 2, refusalsOfClient: 4 } })
    const account = await newAccount()
    const forged = async () => ({
      ...(await anOperation(account)),
      signature: (await anOperation(await newAccount())).signature,
    })
    for (let each = 0; each < 4; each++)
      expect((await send((await forged()) as never)).error?.code).toBe(-32_507)
    expect((await send((await forged()) as never)).error).toMatchObject({
      code: -32_504,
      data: { resetsAt: expect.any(Number) },
    })
    clock += 3_601_000
    expect((await send(await anOperation(account))).result).toBeDefined()
  })

  test('is so much for all together', async () => {
    const { send, done } = await start({ budget: { moneyOfAll: 1n } })
    await done((await send(await anOperation(await newAccount()))).result)
    await expect
      .poll(async () => (await send(await anOperation(await newAccount()))).error?.code, { timeout: 20_000 })
      .toBe(-32_504)
  })
})
