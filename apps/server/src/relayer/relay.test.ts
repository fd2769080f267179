import { bringOperation, sendOperation } from '@hurong/sdk/accounts'
import { softPasskey } from '@hurong/sdk/testing'
import { pino } from 'pino'
import { createWalletClient, http, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { anAccount, balanceOf, currencyCall, keyOf, signed } from '../fixtures/accounts.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { type Ground, openGround, type RunningRelayer, startRelayer } from '../fixtures/relayer.ts'
import { type Server, startServer } from '../startServer.ts'

describe.each(databaseKinds)('a relayer over %s', (_, openSource) => {
  let ground: Ground
  let source: DatabaseSource
  let relayer: RunningRelayer
  beforeAll(async () => {
    ground = await openGround()
    source = await openSource()
    relayer = await startRelayer(ground, {}, await source.make())
    await relayer.working()
  })
  afterAll(async () => {
    await relayer?.close()
    await source?.close()
    await ground?.anvil.close()
  })

  test('brings an account and its calls to the chain, of somebody who has nothing', async () => {
    const { market, contracts } = ground
    const account = await anAccount(market, contracts)
    const operation = await signed(account, [currencyCall(market, 'faucet', 1_000n)])
    const { result: hash } = await relayer.send(operation)
    expect(hash).toMatch(/^0x[0-9a-f]{64}$/)
    const receipt = await relayer.done(hash)
    expect(receipt).toMatchObject({ userOpHash: hash, success: true, actualGasCost: '0x0' })
    expect(await balanceOf(market, account.address)).toBe(1_000n)
    expect(await market.publicClient.getBalance({ address: account.address })).toBe(0n)
    const { result } = await relayer.ask('eth_getUserOperationByHash', hash)
    expect(result).toMatchObject({
      userOperation: { sender: account.address.toLowerCase(), signature: operation.signature?.toLowerCase() },
      transactionHash: receipt.receipt.transactionHash,
    })
  })

  test('does an operation once that is sent twice, at once or later, under one hash', async () => {
    const { market, contracts } = ground
    const account = await anAccount(market, contracts)
    const operation = await signed(account, [currencyCall(market, 'faucet', 5n)])
    const answers = await Promise.all([1, 2, 3].map(() => relayer.send(operation)))
    const hashes = new Set(answers.map(({ result }) => result))
    expect(hashes.size).toBe(1)
    const [hash] = hashes
    await relayer.done(hash)
    expect((await relayer.send(operation)).result).toBe(hash)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await balanceOf(market, account.address)).toBe(5n)
  })
})

describe('what a relayer is asked for', () => {
  let ground: Ground
  let relayer: RunningRelayer
  let server: Server | undefined
  beforeAll(async () => {
    ground = await openGround()
    relayer = await startRelayer(ground)
    await relayer.working()
  })
  afterEach(async () => {
    await server?.close()
    server = undefined
  })
  afterAll(async () => {
    await relayer?.close()
    await ground?.anvil.close()
  })
  const someOperation = async () => {
    const account = await anAccount(ground.market, ground.contracts)
    return signed(account, [currencyCall(ground.market, 'faucet', 5n)])
  }
  const refusal = async (changed: Record<string, unknown>, entryPoint?: string) => {
    const operation = { ...(await someOperation()), ...changed }
    const { error } = await relayer.ask(
      'eth_sendUserOperation',
      operation,
      entryPoint ?? ground.contracts.entryPoint,
    )
    return error
  }

  test('is told as a bundler tells it', async () => {
    expect((await relayer.ask('eth_chainId')).result).toBe('0x7a69')
    expect((await relayer.ask('eth_supportedEntryPoints')).result).toEqual([ground.contracts.entryPoint])
    expect((await relayer.ask('eth_sendTransaction')).error?.code).toBe(-32_601)
    expect((await relayer.ask('eth_getUserOperationReceipt', `0x${'12'.repeat(32)}`)).result).toBeNull()
    expect(await relayer.answer('{', 'a test')).toMatchObject({ error: { code: -32_700 } })
    expect(
      await relayer.answer('[{"id":1,"method":"eth_chainId"},{"id":2,"method":"x"}]', 'a test'),
    ).toMatchObject([{ result: '0x7a69' }, { error: { code: -32_601 } }])
  })

  test.each([
    ['asks for a fee', { maxFeePerGas: '0x1' }, /maxFeePerGas 0/],
    ['has a paymaster', { paymaster: `0x${'11'.repeat(20)}` }, /Leave paymaster out/],
    ['would take code of another', { eip7702Auth: {} }, /Leave eip7702Auth out/],
    ['is made by another factory', { factory: `0x${'11'.repeat(20)}` }, /Only accounts of the factory/],
    ['lacks a field', { nonce: undefined }, /not understood: nonce/],
    ['asks for too much gas', { callGasLimit: toHex(6_000_000) }, /callGasLimit is 6000000; 5000000/],
    ['checks for too long', { verificationGasLimit: toHex(6_000_000) }, /verificationGasLimit is 6000000/],
    ['is too large', { callData: `0x${'11'.repeat(16_385)}` }, /callData has 16385 bytes; 16384 are taken/],
    ['is packed', { initCode: '0x' }, /Send it unpacked/],
  ])('is refused if an operation %s', async (_, changed, sentence) => {
    expect(await refusal(changed)).toMatchObject({ code: -32_602, message: expect.stringMatching(sentence) })
  })

  test('is refused of another EntryPoint, and of an account that is none of ours or not there', async () => {
    expect(await refusal({}, `0x${'22'.repeat(20)}`)).toMatchObject({ code: -32_602 })
    const bare = { factory: undefined, factoryData: undefined }
    expect((await refusal(bare))?.message).toMatch(/There is no account at 0x\w+ yet/)
    const other = { ...bare, sender: ground.market.currency }
    expect((await refusal(other))?.message).toMatch(/Only accounts of the factory/)
  })

  test('is refused if it was signed for another chain, account or EntryPoint, or by another', async () => {
    const { market, contracts } = ground
    const [mine, other] = [await anAccount(market, contracts), await anAccount(market, contracts)]
    const calls = [currencyCall(market, 'faucet', 5n)]
    const theirs = await signed(other, calls)
    const own = await signed(mine, calls)
    const elsewhere = { ...contracts, entryPoint: `0x${'33'.repeat(20)}` } as const
    const passkey = softPasskey(contracts.verifier)
    const here = await anAccount(market, contracts, passkey)
    const there = await anAccount(market, elsewhere, passkey)
    for (const operation of [
      { ...own, signature: theirs.signature },
      await signed(here, calls, { chainId: 5 }),
      await signed(there, calls, { nonce: 0n }),
    ])
      expect((await relayer.send(operation as never)).error).toMatchObject({
        code: -32_507,
        message: 'The operation would not be taken: AA24 signature error.',
      })
    expect((await relayer.ask('eth_sendUserOperation', own, elsewhere.entryPoint)).error?.code).toBe(-32_602)
  })

  test('comes to an account by the address the site is told, with gas estimated and errors in the contract’s own words', async () => {
    const { market, contracts, anvil } = ground
    const deployment = { ...market.deployment, accounts: contracts }
    server = await startServer({
      ...{ deployment, rpcUrl: anvil.url, roles: ['api', 'relayer'] },
      relayer: { relayerKey: keyOf(8), pace: { lookEvery: 20 } },
      log: pino({ level: 'silent' }),
    })
    const { accounts } = (await (await fetch(`${server.url}/api/v1/platform`)).json()) as {
      accounts: { bundlerUrl: string; paymasterUrl: null }
    }
    expect(accounts).toEqual({
      ...{ ...contracts, bundlerUrl: `${server.url}/bundler`, paymasterUrl: null },
      ...{ coSigner: null, carrier: null },
    })
    const health = async () =>
      (await (await fetch(`${server?.url}/health`)).json()) as { relayerProblem: unknown }
    await expect.poll(async () => (await health()).relayerProblem).toBeNull()
    const account = await anAccount(market, contracts)
    const { bundlerUrl } = accounts
    const client = { ...market.publicClient, chain: foundry } as never
    const send = (calls: Parameters<typeof sendOperation>[0]['calls']) =>
      sendOperation({ client, account, calls, bundlerUrl })
    await send([currencyCall(market, 'faucet', 10n ** 10n)])
    await send([currencyCall(market, 'transfer', market.address('bob'), 7n)])
    expect(await balanceOf(market, account.address)).toBe(10n ** 10n - 7n)
    await expect(
      send([currencyCall(market, 'transfer', market.address('carol'), 201_000_000n)]),
    ).rejects.toMatchObject({
      name: 'NewPayeeLimitExceeded',
      args: { amount: 201_000_000n, limit: 200_000_000n },
    })
    await expect(send([{ to: market.address('bob'), data: '0x12345678' }])).rejects.toMatchObject({
      name: 'CallNotAllowed',
    })
  })

  test('can be had without it: a stranger’s wallet brings the same operation, and the relayer tells of it', async () => {
    const { market, contracts, anvil } = ground
    const account = await anAccount(market, contracts)
    const operation = await signed(account, [currencyCall(market, 'faucet', 9n)])
    const wallet = createWalletClient({
      ...{ chain: foundry, transport: http(anvil.url), account: privateKeyToAccount(keyOf(7)) },
    })
    const big = Object.fromEntries(
      Object.entries(operation).map(([name, value]) =>
        /nonce|Gas/.test(name) ? [name, BigInt(value ?? 0)] : [name, value],
      ),
    )
    const hash = await bringOperation(
      { client: { ...market.publicClient, chain: foundry } as never, wallet },
      contracts,
      big as never,
    )
    expect(await balanceOf(market, account.address)).toBe(9n)
    expect((await relayer.send(operation)).error).toMatchObject({ code: -32_500 })
    const receipt = await market.publicClient.getTransactionReceipt({ hash })
    const topic = receipt.logs.at(-1)?.topics[1]
    expect(await relayer.receipt(topic)).toMatchObject({ success: true, receipt: { transactionHash: hash } })
  })
})
