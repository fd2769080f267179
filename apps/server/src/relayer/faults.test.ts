import { startSigner } from '@hurong/sdk/testing/signer'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { relayerTransactions } from '../database/schema.ts'
import { anAccount, balanceOf, currencyCall, keyOf, signed } from '../fixtures/accounts.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { openEmptyDatabase } from '../fixtures/emptyDatabase.ts'
import { startProxy } from '../fixtures/proxy.ts'
import {
  type Ground,
  openGround,
  type RunningRelayer,
  relayerAccount,
  startRelayer,
} from '../fixtures/relayer.ts'
import type { RelayerParts } from './service.ts'

describe('a relayer', () => {
  let ground: Ground
  let proxy: Awaited<ReturnType<typeof startProxy>>
  const running: RunningRelayer[] = []
  beforeAll(async () => {
    ground = await openGround()
    proxy = await startProxy(ground.anvil.url)
  })
  afterEach(async () => {
    proxy.lie(undefined)
    proxy.refuse(undefined)
    proxy.stall(false)
    for (const one of running.splice(0)) await one.close()
  })
  afterAll(async () => {
    proxy?.close()
    await ground?.anvil.close()
  })
  const start = async (given: Partial<RelayerParts> = {}, settings = {}) => {
    const relayer = await startRelayer(ground, { rpcUrl: proxy.url, ...given }, settings)
    running.push(relayer)
    return relayer
  }
  const anOperation = async (amount = 1n) => {
    const account = await anAccount(ground.market, ground.contracts)
    return {
      account,
      operation: await signed(account, [currencyCall(ground.market, 'faucet', amount)]),
    }
  }

  test('that is told of another chain signs nothing, says so, and goes on when it is the right one again', async () => {
    // It says what is wrong before it looks the next time.
    const relayer = await start({ pace: { lookEvery: 2_000 } })
    await relayer.working()
    const { operation } = await anOperation()
    proxy.lie(({ method }, result) => (method === 'eth_chainId' ? '0x5' : result))
    await expect
      .poll(relayer.problem, { timeout: 5_000 })
      .toBe('the node is of chain 5 and the platform of chain 31337')
    expect((await relayer.send(operation)).error).toMatchObject({
      code: -32_603,
      message: expect.stringContaining('the node is of chain 5'),
    })
    expect(await relayer.database.select().from(relayerTransactions)).toEqual([])
    proxy.lie(undefined)
    await relayer.working()
    await relayer.done((await relayer.send(operation)).result)
  })

  test('whose node falls silent signs nothing and says so; what it took before is done when the node is back', async () => {
    const relayer = await start({ pace: { timeout: 300 } })
    await relayer.working()
    const { operation, account } = await anOperation(5n)
    proxy.refuse(({ method }) => method === 'eth_sendRawTransaction')
    const { result: hash } = await relayer.send(operation)
    await expect.poll(async () => (await relayer.database.select().from(relayerTransactions)).length).toBe(1)
    proxy.refuse(undefined)
    proxy.stall(true)
    await expect.poll(relayer.problem).toMatch(/^the chain does not answer/)
    const { error } = await relayer.send((await anOperation()).operation)
    expect(error).toMatchObject({ code: -32_603 })
    expect(await relayer.database.select().from(relayerTransactions)).toHaveLength(1)
    proxy.stall(false)
    await relayer.done(hash)
    expect(await balanceOf(ground.market, account.address)).toBe(5n)
  })

  test('whose key is with a signer works, says so when the signer is gone, and goes on when it is back', async () => {
    const key = keyOf(relayerAccount)
    const signer = await startSigner(key)
    const relayer = await start({
      relayerKey: { signerUrl: signer.url, address: privateKeyToAccount(key).address },
    })
    await relayer.working()
    const first = await anOperation(5n)
    await relayer.done((await relayer.send(first.operation)).result)
    await signer.stop()
    const second = await anOperation(6n)
    const { result: hash } = await relayer.send(second.operation)
    await expect.poll(relayer.problem).toBe('its key cannot be used (The signer does not answer)')
    expect((await relayer.send((await anOperation()).operation)).error?.message).toMatch(
      /its key cannot be used/,
    )
    expect(await relayer.receipt(hash)).toBeNull()
    const back = await startSigner(key, 'honest', Number(new URL(signer.url).port))
    try {
      await relayer.done(hash)
      await relayer.working()
      expect(await balanceOf(ground.market, second.account.address)).toBe(6n)
      expect(relayer.said()).not.toContain(key.slice(2))
      // Said once, and not at every look.
      expect(relayer.said().match(/its key cannot be used/g)).toHaveLength(1)
    } finally {
      await back.stop()
    }
  })

  test('whose key is changed brings with the new one what was on its way with the old, once', async () => {
    const { market } = ground
    const opened = await openEmptyDatabase()
    const pooled = async () => (await market.test.getTxpoolStatus()).pending
    try {
      const old = await startRelayer(ground, { database: opened.database })
      await old.working()
      await market.test.setAutomine(false)
      const { operation, account } = await anOperation(9n)
      const { result: hash } = await old.send(operation)
      await expect.poll(pooled, { timeout: 20_000 }).toBe(1)
      await old.close()
      const next = await startRelayer(ground, { database: opened.database, relayerKey: keyOf(8) })
      await next.working()
      await expect.poll(pooled, { timeout: 20_000 }).toBe(2)
      await market.test.mine({ blocks: 1 })
      await market.test.setAutomine(true)
      await next.done(hash)
      expect(await balanceOf(market, account.address)).toBe(9n)
      await next.close()
    } finally {
      await market.test.setAutomine(true)
      await opened.close()
    }
  })

  test('whose node cannot simulate a block looks at what accounts would do by themselves', async () => {
    proxy.refuse(({ method }) => method === 'eth_simulateV1', -32_601)
    const relayer = await start()
    await relayer.working()
    const { operation, account } = await anOperation(5n)
    await relayer.done((await relayer.send(operation)).result)
    const { market } = ground
    const failing = await signed(account, [
      currencyCall(market, 'transfer', market.address('bob'), 10n ** 12n),
    ])
    expect((await relayer.send(failing)).error).toMatchObject({ code: -32_521, data: /^0x\w{8}/ })
    const forged = { ...failing, signature: operation.signature }
    expect((await relayer.send(forged as never)).error).toMatchObject({ code: -32_507 })
  })

  test('sends what comes together in one transaction, and leaves out what has become bad meanwhile', async () => {
    const relayer = await start({ pace: { transactions: 1 } })
    await relayer.working()
    const { market } = ground
    // Nothing is sent while a transaction is on its way, so the rest gathers.
    await market.test.setAutomine(false)
    const first = await anOperation()
    await relayer.send(first.operation)
    await expect.poll(async () => (await relayer.database.select().from(relayerTransactions)).length).toBe(1)
    const gathered = await Promise.all(
      Array.from({ length: 5 }, async (_, index) => anOperation(BigInt(index + 1))),
    )
    const hashes: unknown[] = []
    for (const { operation } of gathered) hashes.push((await relayer.send(operation)).result)
    // The market's currency stops one of them: its account is made by somebody else meanwhile.
    const [bad] = gathered
    const wallet = keyOf(7)
    const { account } = bad as (typeof gathered)[number]
    const { factory, factoryData } = await account.getFactoryArgs()
    await market.test.sendUnsignedTransaction({
      from: privateKeyToAccount(wallet).address,
      to: factory as never,
      data: factoryData as never,
      gas: 3_000_000n,
    })
    await market.test.mine({ blocks: 1 })
    await market.test.setAutomine(true)
    await Promise.all(hashes.slice(1).map((hash) => relayer.done(hash)))
    const saved = await relayer.database.select().from(relayerTransactions)
    expect(saved.map(({ operations }) => operations.length)).toEqual([1, 4])
    expect((await relayer.ask('eth_getUserOperationReceipt', hashes[0])).error?.message).toMatch(/AA10/)
  })

  test('writes no address, operation or client into its log but the operation’s hash', async () => {
    const relayer = await start()
    await relayer.working()
    const { operation, account } = await anOperation(5n)
    await relayer.done((await relayer.send(operation)).result)
    await expect.poll(relayer.said).toContain('relayed')
    for (const secret of [account.address, operation.callData, operation.signature, 'a test'])
      expect(relayer.said().toLowerCase()).not.toContain(secret?.slice(2).toLowerCase())
  })
})

describe.each(databaseKinds.slice(1))('two processes with one key over %s', (_, openSource) => {
  let ground: Ground
  let source: DatabaseSource
  beforeAll(async () => {
    ground = await openGround()
    source = await openSource()
  })
  afterAll(async () => {
    await source?.close()
    await ground?.anvil.close()
  })

  test('work one at a time: both take operations, one brings them, and the other takes over', async () => {
    const { market, contracts } = ground
    const settings = await source.make()
    // Shorter than on a busy machine a round of one takes, the other would have its turn meanwhile.
    const pace = { lease: 5_000 }
    const one = await startRelayer(ground, { pace }, settings)
    await one.working()
    const two = await startRelayer(ground, { pace }, settings)
    const accounts = await Promise.all(Array.from({ length: 20 }, () => anAccount(market, contracts)))
    const bring = async (amount: bigint, by: readonly RunningRelayer[]) => {
      const sent = await Promise.all(
        accounts.map(async (account, index) => {
          const operation = await signed(account, [currencyCall(market, 'faucet', amount)])
          return (by[index % by.length] as RunningRelayer).send(operation)
        }),
      )
      expect(sent.filter(({ error }) => error !== undefined)).toEqual([])
      for (const { result } of sent) expect(await by[0]?.done(result)).toMatchObject({ success: true })
    }
    await expect.poll(two.problem).toBe('another process works with its key')
    await bring(2n, [one, two])
    const holds = async ({ metrics }: RunningRelayer) => (await metrics.relayerHolds.get()).values[0]?.value
    expect([await holds(one), await holds(two)]).toEqual([1, 0])
    await one.close()
    await two.working()
    await bring(3n, [two])
    for (const { address } of accounts) expect(await balanceOf(market, address)).toBe(5n)
    const saved = await two.database.select().from(relayerTransactions)
    const relayer = privateKeyToAccount(keyOf(relayerAccount)).address
    expect(new Set(saved.map(({ nonce }) => nonce)).size).toBe(
      await market.publicClient.getTransactionCount({ address: relayer }),
    )
    await two.close()
  })
})
