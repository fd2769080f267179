import { softPasskey } from '@hurong/sdk/testing'
import { asc, eq, sql } from 'drizzle-orm'
import { createWalletClient, type Hex, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { relayerOperations, relayerTransactions } from '../database/schema.ts'
import { anAccount, balanceOf, currencyCall, keyOf, type RpcOperation, signed } from '../fixtures/accounts.ts'
import {
  type Ground,
  openGround,
  type RunningRelayer,
  relayerAccount,
  startRelayer,
} from '../fixtures/relayer.ts'
import { handleOps, readOperation } from './operation.ts'

const key = keyOf(relayerAccount)
const address = privateKeyToAccount(key).address

describe('a transaction of the relayer', () => {
  let ground: Ground
  let relayer: RunningRelayer
  let held: Promise<void> | undefined
  let [release, stopped] = [() => {}, () => {}]
  /** Has the relayer stop after the next transaction it saves. Resolves once it stands there, until it is released. */
  const hold = (): Promise<void> => {
    held = new Promise((resolve) => {
      release = () => {
        held = undefined
        resolve()
      }
    })
    return new Promise((resolve) => {
      stopped = resolve
    })
  }
  beforeAll(async () => {
    ground = await openGround()
  })
  beforeEach(async () => {
    relayer = await startRelayer(ground, {
      pace: { patience: 400 },
      // Enough while gas is dear.
      budget: { money: 10n ** 19n },
      reached: (point) => {
        if (point !== 'saved' || held === undefined) return
        stopped()
        return held
      },
    })
    await relayer.working()
  })
  afterEach(async () => {
    release()
    await ground.market.test.setAutomine(true)
    await relayer?.close()
  })
  afterAll(() => ground?.anvil.close())

  const stranger = () =>
    createWalletClient({
      ...{ chain: foundry, transport: http(ground.anvil.url), account: privateKeyToAccount(keyOf(7)) },
    })
  const pooled = async () => (await ground.market.test.getTxpoolStatus()).pending
  const saved = () =>
    relayer.database.select().from(relayerTransactions).orderBy(asc(relayerTransactions.signedAt))
  const nonceNow = () => ground.market.publicClient.getTransactionCount({ address })
  /** Two operations of one account that use one nonce: one of them alone can be done. */
  const rivals = async (): Promise<[RpcOperation, RpcOperation]> => {
    const { market, contracts } = ground
    const passkey = softPasskey(contracts.verifier)
    const account = await anAccount(market, contracts, passkey)
    const first = await signed(account, [currencyCall(market, 'faucet', 1n)])
    const nonce = BigInt(first.nonce ?? 0)
    return [first, await signed(account, [currencyCall(market, 'faucet', 2n)], { nonce })]
  }
  /** Brings an operation by a wallet that is not the relayer's, for much more than it offers. */
  const bringElsewhere = async (operation: RpcOperation): Promise<Hex> =>
    stranger().sendTransaction({
      to: ground.contracts.entryPoint,
      data: handleOps([readOperation(operation)], stranger().account.address),
      gas: 8_000_000n,
      maxFeePerGas: 10n ** 12n,
      maxPriorityFeePerGas: 10n ** 11n,
    })

  test('that no block takes is sent again for more, under the same nonce, until one does', async () => {
    const { market, contracts } = ground
    const before = await nonceNow()
    await market.test.setAutomine(false)
    const account = await anAccount(market, contracts)
    const { result: hash } = await relayer.send(await signed(account, [currencyCall(market, 'faucet', 4n)]))
    await expect.poll(async () => (await saved()).length).toBeGreaterThanOrEqual(3)
    const all = await saved()
    expect(new Set(all.map(({ nonce }) => nonce))).toEqual(new Set([before]))
    for (const [index, { maxFeePerGas, maxPriorityFeePerGas }] of all.slice(1).entries()) {
      const last = all[index] as (typeof all)[number]
      expect(maxFeePerGas * 1_000n).toBeGreaterThanOrEqual(last.maxFeePerGas * 1_125n)
      expect(maxPriorityFeePerGas * 1_000n).toBeGreaterThanOrEqual(last.maxPriorityFeePerGas * 1_125n)
    }
    expect(await relayer.receipt(hash)).toBeNull()
    await market.test.mine({ blocks: 1 })
    await relayer.done(hash)
    expect(await balanceOf(market, account.address)).toBe(4n)
    expect(await nonceNow()).toBe(before + 1)
    await expect.poll(async () => (await saved()).filter(({ status }) => status === 'mined').length).toBe(1)
  })

  test('whose operation has become invalid uses its nonce for nothing, and the operation’s owner is told', async () => {
    const { market } = ground
    const before = await nonceNow()
    await market.test.setAutomine(false)
    const [mine, rival] = await rivals()
    const { result: hash } = await relayer.send(mine)
    await expect.poll(pooled).toBe(1)
    await bringElsewhere(rival)
    // Gas is so dear in this block that it takes the rival alone, however often the relayer has offered more by then.
    await market.test.setNextBlockBaseFeePerGas({ baseFeePerGas: 10n ** 11n })
    await market.test.mine({ blocks: 1 })
    await expect.poll(async () => (await saved()).at(-1)?.operations).toEqual([])
    await market.test.setNextBlockBaseFeePerGas({ baseFeePerGas: 10n ** 9n })
    await market.test.setAutomine(true)
    await market.test.mine({ blocks: 1 })
    await expect.poll(nonceNow).toBe(before + 1)
    const { error } = await relayer.ask('eth_getUserOperationReceipt', hash)
    expect(error).toMatchObject({
      code: -32_500,
      message: 'The operation was not brought to the chain: AA10 sender already constructed. Sign it anew.',
    })
    // The relayer goes on with the next nonce.
    const account = await anAccount(market, ground.contracts)
    const next = await relayer.send(await signed(account, [currencyCall(market, 'faucet', 4n)]))
    await relayer.done(next.result)
    expect(await nonceNow()).toBe(before + 2)
  })

  /** Two operations in one transaction behind another's, of which the first has a rival, which is in the pool as well. */
  const sendTogether = async () => {
    const { market, contracts } = ground
    await market.test.setAutomine(false)
    const [mine, rival] = await rivals()
    const account = await anAccount(market, contracts)
    const good = await signed(account, [currencyCall(market, 'faucet', 4n)])
    // A first one holds the relayer, so that the next two go together.
    const standing = hold()
    await relayer.send(await signed(await anAccount(market, contracts), [currencyCall(market, 'faucet', 1n)]))
    await standing
    const [bad, fine] = await Promise.all([relayer.send(mine), relayer.send(good)])
    release()
    await expect.poll(pooled).toBe(2)
    expect((await saved()).some(({ operations }) => operations.length === 2)).toBe(true)
    return { bad: bad.result as Hex, fine: fine.result as Hex, account, rival, good }
  }
  const mineAll = async () => {
    await ground.market.test.mine({ blocks: 1 })
    await ground.market.test.setAutomine(true)
    await ground.market.test.mine({ blocks: 1 })
  }
  const costOf = async (hash: Hex) => {
    const own = eq(relayerOperations.operationHash, hash)
    return (await relayer.database.select().from(relayerOperations).where(own))[0]?.cost
  }

  test('that failed as a whole is charged to who made it fail; the other operations are done', async () => {
    const { bad, fine, account, rival } = await sendTogether()
    await bringElsewhere(rival)
    await mineAll()
    await relayer.done(fine)
    expect(await balanceOf(ground.market, account.address)).toBe(4n)
    await expect
      .poll(async () => (await relayer.ask('eth_getUserOperationReceipt', bad)).error?.code)
      .toBe(-32_500)
    expect(await costOf(bad)).toBeGreaterThan(0n)
  })

  /** Has the relayer stand where it believes that no block has taken either transaction, though one has by then. */
  const standUnaware = async (rival: RpcOperation) => {
    await bringElsewhere(rival)
    // The relayer stands between replacing the one before and replacing this one, and believes that no block has taken either.
    const first = await nonceNow()
    for (;;) {
      await hold()
      if ((await saved()).at(-1)?.nonce === first) break
      release()
    }
    await expect
      .poll(async () => (await saved()).every(({ signedAt }) => signedAt < Date.now() - 400))
      .toBe(true)
    await mineAll()
  }

  test('that failed as a whole while it was about to be replaced is charged to who made it fail too', async () => {
    const { bad, fine, rival } = await sendTogether()
    await standUnaware(rival)
    release()
    await relayer.done(fine)
    await expect.poll(() => costOf(bad)).toBeGreaterThan(0n)
    expect((await relayer.ask('eth_getUserOperationReceipt', bad)).error?.code).toBe(-32_500)
  })

  test('that failed as a whole is not charged to whose operation somebody else brought after it', async () => {
    const { bad, fine, account, rival, good } = await sendTogether()
    await standUnaware(rival)
    await bringElsewhere(good)
    await expect.poll(() => balanceOf(ground.market, account.address)).toBe(4n)
    release()
    await relayer.done(fine)
    await expect.poll(() => costOf(bad)).toBeGreaterThan(0n)
    expect(await costOf(fine)).toBe(0n)
  })

  test('whose block was undone is not done any more, and is brought again', async () => {
    const { market, contracts } = ground
    const account = await anAccount(market, contracts)
    const operation = await signed(account, [currencyCall(market, 'faucet', 6n)])
    const id = await market.test.snapshot()
    const { result: hash } = await relayer.send(operation)
    await relayer.done(hash)
    await market.test.revert({ id })
    await market.test.mine({ blocks: 2 })
    expect(await balanceOf(market, account.address)).toBe(0n)
    await relayer.done(hash)
    await expect.poll(() => balanceOf(market, account.address)).toBe(6n)
    expect(relayer.said()).toContain('blocks were undone')
  })

  test('whose block was undone takes back what it cost, and not what earlier ones cost', async () => {
    const { market, contracts } = ground
    const account = await anAccount(market, contracts)
    const operation = await signed(account, [currencyCall(market, 'faucet', 6n)])
    const id = await market.test.snapshot()
    const { result: hash } = await relayer.send(operation)
    await relayer.done(hash)
    const cost = async () => {
      const [row] = await relayer.database.select({ cost: relayerOperations.cost }).from(relayerOperations)
      return row?.cost
    }
    const paid = await cost()
    await relayer.database.update(relayerOperations).set({ cost: sql`${relayerOperations.cost} + 7` })
    await market.test.setAutomine(false)
    await market.test.revert({ id })
    await market.test.mine({ blocks: 2 })
    await expect.poll(cost).toBe(7n)
    expect((await saved()).map((one) => one.paid)).toEqual((await saved()).map(() => 0n))
    await market.test.setAutomine(true)
    await market.test.mine({ blocks: 1 })
    await expect.poll(cost).toBeGreaterThan(7n)
    expect(paid).toBeGreaterThan(0n)
  })

  test('of somebody else with the same key is noticed and said, and nothing is lost', async () => {
    const { market, contracts } = ground
    const before = await nonceNow()
    const thief = createWalletClient({
      ...{ chain: foundry, transport: http(ground.anvil.url), account: privateKeyToAccount(key) },
    })
    await market.test.setAutomine(false)
    const account = await anAccount(market, contracts)
    const { result: hash } = await relayer.send(await signed(account, [currencyCall(market, 'faucet', 8n)]))
    await expect.poll(pooled).toBe(1)
    await thief.sendTransaction({
      ...{ to: address, value: 0n, nonce: before, gas: 21_000n },
      ...{ maxFeePerGas: 10n ** 13n, maxPriorityFeePerGas: 10n ** 12n },
    })
    await market.test.mine({ blocks: 1 })
    await market.test.setAutomine(true)
    await relayer.done(hash)
    expect(await balanceOf(market, account.address)).toBe(8n)
    expect((await relayer.metrics.relayerForeign.get()).values[0]?.value).toBe(1)
    expect(relayer.said()).toContain('give it a key of its own')
    const [row] = await relayer.database
      .select()
      .from(relayerOperations)
      .where(eq(relayerOperations.operationHash, hash as string))
    expect(row?.transactionNonce).toBe(before + 1)
  })
})
