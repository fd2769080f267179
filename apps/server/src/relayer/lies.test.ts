import { bringOperation, type PasskeyAccount, sendOperation } from '@hurong/sdk/accounts'
import { softPasskey } from '@hurong/sdk/testing'
import { pino } from 'pino'
import { createWalletClient, type Hex, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { anAccount, balanceOf, currencyCall, keyOf, signed } from '../fixtures/accounts.ts'
import { startProxy } from '../fixtures/proxy.ts'
import { type Ground, openGround } from '../fixtures/relayer.ts'
import { type Server, startServer } from '../startServer.ts'
import { handleOps, readOperation } from './operation.ts'

const [send, ask] = ['eth_sendUserOperation', 'eth_getUserOperationReceipt']

describe('a bundler is believed nothing: one that', () => {
  let ground: Ground
  let server: Server
  let bundler: Awaited<ReturnType<typeof startProxy>>
  beforeAll(async () => {
    ground = await openGround()
    const { market, contracts, anvil } = ground
    server = await startServer({
      ...{ deployment: { ...market.deployment, accounts: contracts }, rpcUrl: anvil.url },
      ...{ roles: ['api', 'relayer'], log: pino({ level: 'silent' }) },
      relayer: { relayerKey: keyOf(9), pace: { lookEvery: 20 } },
    })
    bundler = await startProxy(`${server.url}/bundler`)
    const health = async () =>
      (await (await fetch(`${server.url}/health`)).json()) as { relayerProblem: unknown }
    await vi.waitFor(async () => expect((await health()).relayerProblem).toBeNull(), { timeout: 20_000 })
  })
  afterEach(() => {
    bundler.answer(undefined)
    bundler.refuse(undefined)
  })
  afterAll(async () => {
    bundler?.close()
    await server?.close()
    await ground?.anvil.close()
  })

  const newPerson = async () => {
    const passkey = softPasskey(ground.contracts.verifier)
    return { passkey, account: await anAccount(ground.market, ground.contracts, passkey) }
  }
  const client = () => ({ ...ground.market.publicClient, chain: foundry }) as never
  const act = (account: PasskeyAccount, calls = [currencyCall(ground.market, 'faucet', 5n)], given = {}) =>
    sendOperation({ client: client(), account, calls, bundlerUrl: bundler.url, patience: 4_000, ...given })
  const money = (account: PasskeyAccount) => balanceOf(ground.market, account.address)
  const stranger = () =>
    createWalletClient({
      ...{ chain: foundry, transport: http(ground.anvil.url), account: privateKeyToAccount(keyOf(7)) },
    })
  const bring = async (operation: unknown): Promise<Hex> => {
    const hash = await stranger().sendTransaction({
      to: ground.contracts.entryPoint,
      data: handleOps([readOperation(operation)], stranger().account.address),
      gas: 8_000_000n,
    })
    await ground.market.publicClient.waitForTransactionReceipt({ hash })
    return hash
  }
  const unknown = { name: 'OutcomeUnknown', kind: 'unknownOutcome' }
  const somewhere = `0x${'12'.repeat(32)}` as const

  test('answers a hash and sends nothing is never called done, and what was signed can be brought by a wallet', async () => {
    const { account } = await newPerson()
    let held: never | undefined
    bundler.answer(({ method, params }) => {
      if (method !== send) return undefined
      held = params[0] as never
      return somewhere
    })
    await expect(act(account)).rejects.toMatchObject({
      ...unknown,
      args: { operationHash: expect.stringMatching(/^0x[0-9a-f]{64}$/) },
    })
    expect(await money(account)).toBe(0n)
    const operation = readOperation(held)
    await bringOperation({ client: client(), wallet: stranger() }, ground.contracts, operation as never)
    expect(await money(account)).toBe(5n)
  })

  test('tells a receipt the chain does not have is not believed', async () => {
    const { account } = await newPerson()
    bundler.answer(({ method }) =>
      method === send
        ? somewhere
        : method === ask
          ? { success: true, userOpHash: somewhere, logs: [], receipt: { transactionHash: somewhere } }
          : undefined,
    )
    await expect(act(account)).rejects.toMatchObject(unknown)
    expect(await money(account)).toBe(0n)
  })

  test('tells of another’s operation as if it were this one is not believed', async () => {
    const { account: other } = await newPerson()
    const { transactionHash } = await act(other)
    const { account } = await newPerson()
    bundler.answer(({ method }) =>
      method === send
        ? somewhere
        : method === ask
          ? { success: true, logs: [], receipt: { transactionHash, status: '0x1' } }
          : undefined,
    )
    await expect(act(account)).rejects.toMatchObject(unknown)
    expect(await money(account)).toBe(0n)
  })

  test('calls done what failed on the chain is not believed: the contract’s own reason is told', async () => {
    const { market } = ground
    const { account } = await newPerson()
    await act(account)
    let brought: Hex | undefined
    bundler.answer(async ({ method, params }) => {
      if (method === send) {
        // Spent meanwhile, so that the payment signed after it cannot be made.
        await bring(await signed(account, [currencyCall(market, 'transfer', market.address('bob'), 5n)]))
        brought = await bring(params[0])
        return somewhere
      }
      if (method !== ask) return undefined
      return { success: true, logs: [], receipt: { transactionHash: brought, status: '0x1' } }
    })
    await expect(
      act(account, [currencyCall(market, 'transfer', market.address('carol'), 3n)]),
    ).rejects.toMatchObject({ kind: 'contract', name: 'ERC20InsufficientBalance', hash: expect.anything() })
    expect(await money(account)).toBe(0n)
  })

  test('falls silent after it took an operation, or answers too slowly, keeps nobody from hearing that it is done', async () => {
    const { account } = await newPerson()
    bundler.answer(({ method }) => (method === ask ? new Promise(() => {}) : undefined))
    expect(await act(account, undefined, { patience: 20_000 })).toMatchObject({
      transactionHash: expect.stringMatching(/^0x/),
    })
    expect(await money(account)).toBe(5n)
  })

  test('says it dropped what it did bring is not believed', async () => {
    const { account } = await newPerson()
    bundler.answer(async ({ method, params }) => {
      if (method !== send) return undefined
      await bring(params[0])
      return somewhere
    })
    bundler.refuse(({ method }) => method === ask, -32_500)
    await act(account, undefined, { patience: 10_000 })
    expect(await money(account)).toBe(5n)
  })

  test('is not there lets nobody sign in vain, and says that nothing was done', async () => {
    const { account, passkey } = await newPerson()
    await expect(act(account, undefined, { bundlerUrl: 'http://127.0.0.1:9/' })).rejects.toMatchObject({
      name: 'BundlerSilent',
      kind: 'refused',
    })
    expect(passkey.asked()).toBe(0)
  })

  test('takes an operation whose account was made by somebody else meanwhile refuses it, and it is signed once more', async () => {
    const { account, passkey } = await newPerson()
    const { factory, factoryData } = await account.getFactoryArgs()
    let sent = 0
    bundler.answer(async ({ method }) => {
      if (method === send && sent++ === 0) {
        const hash = await stranger().sendTransaction({
          to: factory as Hex,
          data: factoryData as Hex,
          gas: 3_000_000n,
        })
        await ground.market.publicClient.waitForTransactionReceipt({ hash })
      }
      return undefined
    })
    await act(account)
    expect([sent, passkey.asked()]).toEqual([2, 2])
    expect(await money(account)).toBe(5n)
  })
})
