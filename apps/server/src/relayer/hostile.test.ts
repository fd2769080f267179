import { firstSetup, type PasskeyAccount, toPasskeyAccount } from '@hurong/sdk/accounts'
import { softPasskey } from '@hurong/sdk/testing'
import { asc, inArray } from 'drizzle-orm'
import { concatHex, createWalletClient, type Hex, http, size, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { relayerOperations, relayerTransactions } from '../database/schema.ts'
import { anAccount, currencyCall, keyOf, type RpcOperation, signed } from '../fixtures/accounts.ts'
import { startProxy } from '../fixtures/proxy.ts'
import {
  type Ground,
  openGround,
  type RpcAnswer,
  type RunningRelayer,
  startRelayer,
} from '../fixtures/relayer.ts'
import type { RelayerParts } from './service.ts'

/**
 * What hostile contracts are made of: each looks at the transaction it is in, and uses all the gas it has unless what it finds is 0.
 * The node of these tests tells of a base fee in blocks alone, and of a price wherever one is given; other nodes differ in other
 * things, and a simulation can always be told from a block.
 */
const code = {
  burnsWherePriced: '0x3a15600657fe5b00',
  burnsInBlocks: '0x4815600657fe5b00',
  /** The same as signers (ERC-1271) that say yes to whatever they are asked. */
  signsWhereNotPriced: '0x3a15600657fe5b631626ba7e60e01b5f5260205ff3',
  signsOutsideBlocks: '0x4815600657fe5b631626ba7e60e01b5f5260205ff3',
  loops: '0x5b5f56',
  /** An account's rules: everything is allowed. */
  allowsAll: '0x60025f5260205ff3',
} as const satisfies Record<string, Hex>

describe('a relayer among hostile accounts', () => {
  let ground: Ground
  let proxy: Awaited<ReturnType<typeof startProxy>>
  let allowsAll: Hex
  const running: RunningRelayer[] = []
  const deploy = async (runtime: Hex): Promise<Hex> => {
    const wallet = createWalletClient({
      ...{ chain: foundry, transport: http(ground.anvil.url), account: privateKeyToAccount(keyOf(8)) },
    })
    const length = toHex(size(runtime), { size: 1 })
    const data = concatHex(['0x60', length, '0x600a5f3960', length, '0x5ff3', runtime])
    const hash = await wallet.sendTransaction({ data })
    const { contractAddress } = await ground.market.publicClient.waitForTransactionReceipt({ hash })
    return contractAddress as Hex
  }
  beforeAll(async () => {
    ground = await openGround()
    proxy = await startProxy(ground.anvil.url)
    allowsAll = await deploy(code.allowsAll)
  })
  afterEach(async () => {
    proxy.lie(undefined)
    proxy.answer(undefined)
    proxy.refuse(undefined)
    for (const one of running.splice(0)) await one.close()
    await ground.market.test.setAutomine(true)
  })
  afterAll(async () => {
    proxy?.close()
    await ground?.anvil.close()
  })
  const start = async (given: Partial<RelayerParts> = {}) => {
    const relayer = await startRelayer(ground, given)
    running.push(relayer)
    await relayer.working()
    return relayer
  }

  /** An account that may call anything, of a contract that signs or of a passkey. */
  const permissive = (signs?: Hex): Promise<PasskeyAccount> => {
    const signer =
      signs === undefined
        ? softPasskey(ground.contracts.verifier)
        : { signer: signs, sign: async (): Promise<Hex> => '0x1234' }
    return toPasskeyAccount({
      client: { ...ground.market.publicClient, chain: foundry } as never,
      contracts: ground.contracts,
      setup: { ...firstSetup(signer.signer, ground.contracts), policy: allowsAll },
      signers: [signer as never],
    })
  }
  const honest = async () => {
    const account = await anAccount(ground.market, ground.contracts)
    return signed(account, [currencyCall(ground.market, 'faucet', 1n)])
  }
  /** An operation that makes a transaction fail as a whole, though it looks well in a simulation. */
  const failing = async () =>
    signed(await permissive(await deploy(code.signsOutsideBlocks)), [{ to: allowsAll }], {
      verificationGasLimit: 3_000_000n,
    })

  const transactions = ({ database }: RunningRelayer) =>
    database.select().from(relayerTransactions).orderBy(asc(relayerTransactions.nonce))
  const rowsOf = async ({ database }: RunningRelayer, hashes: readonly unknown[]) => {
    const { operationHash } = relayerOperations
    const rows = await database
      .select()
      .from(relayerOperations)
      .where(inArray(operationHash, hashes as string[]))
    return hashes.map((hash) => {
      const row = rows.find((one) => one.operationHash === hash)
      if (row === undefined) throw new Error('There is no such operation.')
      return row
    })
  }
  const failure = ({ ask }: RunningRelayer, hash: unknown) =>
    expect.poll(async () => (await ask('eth_getUserOperationReceipt', hash)).error?.message, {
      timeout: 20_000,
    })
  const mine = () => ground.market.test.mine({ blocks: 1 })

  test('brings an operation that fails in a transaction of its own once, at its account’s cost, and never again', async () => {
    const relayer = await start()
    const operation = await failing()
    const { result: hash } = await relayer.send(operation)
    await failure(relayer, hash).toMatch(/its transaction failed/)
    expect((await relayer.send(operation)).error).toMatchObject({
      code: -32_500,
      message: expect.stringContaining('not brought again'),
    })
    // Whatever waited would have gone before this one.
    await relayer.done((await relayer.send(await honest())).result)
    const [bad, ...others] = await transactions(relayer)
    expect(others.filter(({ operations }) => operations.includes(hash as string))).toEqual([])
    const [row] = await rowsOf(relayer, [hash])
    expect(row).toMatchObject({ status: 'failed', transactionHash: bad?.hash, expected: 0n })
    expect(row?.cost).toBeGreaterThan(0n)
    expect(row?.cost).toBe(bad?.paid)
  })

  test('counts a transaction that failed for all alone until an operation fails by itself, which then pays for both; the others pay for themselves', async () => {
    const relayer = await start({ pace: { transactions: 1 } })
    const operations = [await failing(), await honest()]
    await ground.market.test.setAutomine(false)
    const saved = (count: number) =>
      expect.poll(async () => (await transactions(relayer)).length, { timeout: 20_000 }).toBe(count)
    // One is on its way, so that the next two go together.
    await relayer.send(await honest())
    await saved(1)
    const hashes: unknown[] = []
    for (const operation of operations) hashes.push((await relayer.send(operation)).result)
    await mine()
    await saved(2)
    await mine()
    await saved(3)
    const [, together, alone] = await transactions(relayer)
    expect([together?.operations, alone?.operations]).toEqual([hashes, [hashes[0]]])
    expect(together?.paid).toBeGreaterThan(0n)
    expect((await rowsOf(relayer, hashes)).map(({ cost }) => cost)).toEqual([0n, 0n])
    await mine()
    await saved(4)
    await mine()
    await relayer.done(hashes[1])
    const [, ...paid] = (await transactions(relayer)).map((one) => one.paid)
    const [bad, good] = await rowsOf(relayer, hashes)
    expect(bad?.cost).toBe((paid[0] ?? 0n) + (paid[1] ?? 0n))
    expect(good?.cost).toBe(paid[2])
  })

  test('refuses what would behave where nothing is paid for gas alone', async () => {
    const relayer = await start({ rpcUrl: proxy.url })
    const signs = await permissive(await deploy(code.signsWhereNotPriced))
    const calls = await permissive()
    const burner = await deploy(code.burnsWherePriced)
    const limits = { verificationGasLimit: 3_000_000n }
    const error = async (account: PasskeyAccount, to: Hex) =>
      (await relayer.send(await signed(account, [{ to }], limits))).error?.code
    expect(await error(signs, allowsAll)).toBe(-32_500)
    expect(await error(calls, burner)).toBe(-32_521)
    // Of an account that is there a node without simulations of blocks tells the same.
    await relayer.done((await relayer.send(await signed(calls, [{ to: allowsAll }]))).result)
    proxy.refuse(({ method }) => method === 'eth_simulateV1', -32_601)
    expect(await error(signs, allowsAll)).toBe(-32_500)
    expect(await error(calls, burner)).toBe(-32_521)
    expect((await transactions(relayer)).map(({ operations }) => operations.length)).toEqual([1])
  })

  test('overdraws what it gives to all by one operation at most, whatever they cost in a block', async () => {
    const moneyOfAll = 2n * 10n ** 15n
    const relayer = await start({ budget: { moneyOfAll } })
    const burner = await deploy(code.burnsInBlocks)
    const operations = await Promise.all(
      Array.from({ length: 12 }, async () =>
        signed(await permissive(), [{ to: burner }], { callGasLimit: 5_000_000n }),
      ),
    )
    // Taken before any of them is in a block.
    await ground.market.test.setAutomine(false)
    const answers = await Promise.all(operations.map((operation) => relayer.send(operation)))
    const hashes = answers.flatMap(({ result }) => (result === undefined ? [] : [result]))
    expect(hashes.length).toBeGreaterThan(6)
    await ground.market.test.setAutomine(true)
    await mine()
    await expect
      .poll(async () => (await rowsOf(relayer, hashes)).map(({ status }) => status), { timeout: 20_000 })
      .not.toEqual(expect.arrayContaining([expect.stringMatching(/waiting|sent/)]))
    const all = await transactions(relayer)
    const most = all.reduce((sum, one) => sum + one.paid, 0n) - moneyOfAll
    const rows = await rowsOf(relayer, hashes)
    expect(most).toBeGreaterThan(0n)
    expect(most).toBeLessThan(BigInt(rows[0]?.gas ?? 0) * (all[0]?.maxFeePerGas ?? 0n))
    const reasons = rows.filter(({ status }) => status === 'failed').map(({ reason }) => reason)
    expect(new Set(reasons)).toEqual(new Set(['what is paid for all accounts together in a day is used up']))
    expect(reasons.length).toBeGreaterThan(0)
  })

  test('overdraws what it gives to an account by one operation at most, and brings what others sent', async () => {
    const relayer = await start({ budget: { money: 2n * 10n ** 15n } })
    const burner = await deploy(code.burnsInBlocks)
    const account = await permissive()
    await relayer.done((await relayer.send(await signed(account, [{ to: allowsAll }]))).result)
    const operations = await Promise.all(
      [1n, 2n, 3n, 4n, 5n].map((key) =>
        signed(account, [{ to: burner }], { callGasLimit: 5_000_000n, nonce: key << 64n }),
      ),
    )
    await ground.market.test.setAutomine(false)
    const hashes: unknown[] = []
    for (const operation of operations) hashes.push((await relayer.send(operation)).result)
    const { result: other } = await relayer.send(await honest())
    await ground.market.test.setAutomine(true)
    await mine()
    await relayer.done(other)
    for (const hash of hashes.slice(1)) await failure(relayer, hash).toMatch(/for its account .* is used up/)
    const costs = (await rowsOf(relayer, hashes)).map(({ cost }) => cost > 0n)
    expect(costs).toEqual([true, false, false, false, false])
  })

  describe('that ask for estimates', () => {
    const estimate = (sender: Hex, bare = false) => ({
      ...{ sender, nonce: '0x0', callData: '0x', signature: '0x' },
      ...(bare ? {} : { factory: ground.contracts.factory, factoryData: '0x' }),
    })
    const asked = (relayer: RunningRelayer, sender: Hex, client = 'a test') =>
      relayer.answer(
        JSON.stringify({
          ...{ jsonrpc: '2.0', id: 1, method: 'eth_estimateUserOperationGas' },
          params: [estimate(sender), ground.contracts.entryPoint],
        }),
        client,
      ) as Promise<RpcAnswer>

    test('lets no contract run for longer than an operation may', async () => {
      const gases: number[] = []
      const loop = await deploy(code.loops)
      proxy.lie(({ params }, result) => {
        interface Call {
          to?: string
          gas?: Hex
        }
        const [first] = params as [{ blockStateCalls?: { calls: Call[] }[] } & Call]
        const calls = first?.blockStateCalls?.flatMap((block) => block.calls) ?? [first ?? {}]
        for (const { to, gas } of calls)
          if (to?.toLowerCase() === loop.toLowerCase())
            gases.push(gas === undefined ? Number.POSITIVE_INFINITY : Number(gas))
        return result
      })
      const relayer = await start({ rpcUrl: proxy.url })
      expect((await asked(relayer, loop)).error?.code).toBe(-32_500)
      const bare = estimate(loop, true)
      const { error } = await relayer.ask('eth_estimateUserOperationGas', bare, ground.contracts.entryPoint)
      expect(error?.code).toBe(-32_602)
      expect(gases.length).toBeGreaterThanOrEqual(2)
      expect(Math.max(...gases)).toBeLessThanOrEqual(5_000_000)
    })

    test('makes so many for a client in an hour, and others get theirs', async () => {
      let clock = 0
      const relayer = await start({ budget: { estimatesOfClient: 2 }, now: () => Date.now() + clock })
      const loop = await deploy(code.loops)
      const codes = async (client: string) => (await asked(relayer, loop, client)).error?.code
      expect([await codes('one'), await codes('one'), await codes('one')]).toEqual([
        -32_500, -32_500, -32_504,
      ])
      expect(await codes('another')).toBe(-32_500)
      clock = 3_601_000
      expect(await codes('one')).toBe(-32_500)
    })

    test('brings what others send while a node does not finish them', async () => {
      const relayer = await start({ rpcUrl: proxy.url, pace: { timeout: 60_000 } })
      const loop = await deploy(code.loops)
      let go = () => {}
      const stuck = new Promise<void>((resolve) => {
        go = resolve
      })
      let held = 0
      proxy.answer(async ({ params }) => {
        if (!JSON.stringify(params).includes(loop.toLowerCase())) return undefined
        held += 1
        await stuck
        return undefined
      })
      const flood = Array.from({ length: 50 }, () => asked(relayer, loop))
      await expect.poll(() => held).toBeGreaterThan(0)
      await relayer.done((await relayer.send(await honest())).result)
      go()
      expect(new Set((await Promise.all(flood)).map(({ error }) => error?.code))).toEqual(new Set([-32_500]))
    })
  })

  test('brings what was taken while a node does not finish looking at what strangers sent', async () => {
    const relayer = await start({ rpcUrl: proxy.url, pace: { timeout: 60_000, transactions: 1 } })
    await ground.market.test.setAutomine(false)
    const first = await relayer.send(await honest())
    await expect.poll(async () => (await transactions(relayer)).length).toBe(1)
    const taken = await relayer.send(await honest())
    const stranger: RpcOperation = await honest()
    let go = () => {}
    const stuck = new Promise<void>((resolve) => {
      go = resolve
    })
    let held = 0
    proxy.answer(async ({ params }) => {
      if (!JSON.stringify(params).includes(stranger.sender.slice(2).toLowerCase())) return undefined
      held += 1
      await stuck
      return undefined
    })
    const slow = relayer.send(stranger)
    await expect.poll(() => held).toBeGreaterThan(0)
    await ground.market.test.setAutomine(true)
    await mine()
    await relayer.done(first.result)
    await relayer.done(taken.result)
    go()
    await relayer.done((await slow).result)
  })
})
