import {
  bringOperation,
  firstSetup,
  passkeyAccountAbi,
  recoveryTypedData,
  rehearsalTypedData,
  signOperation,
  toPasskeyAccount,
} from '@hurong/sdk/accounts'
import type { Carried } from '@hurong/sdk/api'
import { softPasskey } from '@hurong/sdk/testing'
import { eq } from 'drizzle-orm'
import { type Address, createWalletClient, encodeFunctionData, type Hex, http, parseEventLogs } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carriedCalls } from '../database/schema.ts'
import { accountsOf, currencyCall, keyOf } from '../fixtures/accounts.ts'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { startProxy } from '../fixtures/proxy.ts'
import { createApp } from '../http/app.ts'
import { openCarrier } from './carrier.ts'

const trustee = privateKeyToAccount(`0x${'51'.repeat(32)}`)

describe('what anybody may do for an account', () => {
  let api: OpenApi
  beforeAll(async () => {
    api = await openApi()
    await api.index()
  })
  afterAll(() => api?.close())

  const open = (now?: () => number, rpcUrl = api.anvil.url) => {
    const { market, context } = api
    const carrier = openCarrier({
      ...{
        database: context.database,
        deployment: market.deployment,
        rpcUrl,
        privateKey: keyOf(9),
      },
      ...(now === undefined ? {} : { now }),
    })
    const limit = { perMinute: 100_000, behindProxy: true }
    const app = createApp({ context: { ...context, carrier }, limit })
    return async (account: Address, data: Hex, from = '192.0.2.1') => {
      const response = await app.request('/api/v1/carried', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
        body: JSON.stringify({ account: account.toLowerCase(), data }),
      })
      const body = (await response.json()) as Carried & { type?: string }
      return { status: response.status, body, kind: body.type?.split(':').at(-1) }
    }
  }
  /** An account with one trustee, made already. */
  const somebody = async () => {
    const { market, anvil } = api
    const contracts = accountsOf(market.deployment)
    const passkey = softPasskey(contracts.verifier)
    const client = { ...market.publicClient, chain: foundry } as never
    const setup = {
      ...firstSetup(passkey.signer, contracts),
      trustees: [trustee.address],
      trusteesNeeded: 1n,
    }
    const account = await toPasskeyAccount({ client, contracts, setup, signers: [passkey] })
    const payer = privateKeyToAccount(keyOf(8))
    const wallet = createWalletClient({ chain: foundry, transport: http(anvil.url), account: payer })
    const calls = [currencyCall(market, 'faucet', 1_000n)]
    await bringOperation({ client, wallet }, contracts, await signOperation(client, account, calls))
    return account.address.toLowerCase() as Address
  }
  const rehearsal = async (account: Address, by = trustee): Promise<Hex> => {
    const { timestamp } = await api.market.publicClient.getBlock()
    const deadline = timestamp + 3_600n
    const { chainId } = api.market.deployment
    const signature = await by.signTypedData(
      rehearsalTypedData(chainId, account, { trustee: by.address, deadline }) as never,
    )
    return encodeFunctionData({
      abi: passkeyAccountAbi,
      functionName: 'rehearse',
      args: [by.address, deadline, signature],
    })
  }
  /** Proposes signers nobody has, again and again. */
  const proposal = async (account: Address, nonce: number): Promise<Hex> => {
    const { timestamp } = await api.market.publicClient.getBlock()
    const contracts = accountsOf(api.market.deployment)
    const next = firstSetup(softPasskey(contracts.verifier).signer, contracts).signers
    const [deadline, { chainId }] = [timestamp + 3_600n, api.market.deployment]
    const signature = await trustee.signTypedData(
      recoveryTypedData(chainId, account, { next, nonce: BigInt(nonce), deadline }) as never,
    )
    return encodeFunctionData({
      abi: passkeyAccountAbi,
      functionName: 'proposeRecovery',
      args: [next, deadline, [trustee.address], [signature]],
    })
  }

  test('is brought for those who have nothing to pay with', async () => {
    const account = await somebody()
    const { status, body } = await open()(account, await rehearsal(account))
    expect(status).toBe(200)
    const hash = body.transactionHash as Hex
    const { logs } = await api.market.publicClient.waitForTransactionReceipt({ hash })
    expect(parseEventLogs({ abi: passkeyAccountAbi, logs })).toMatchObject([
      { eventName: 'TrusteeRehearsed', args: { trustee: trustee.address } },
    ])
  })

  test('is nothing else, at no other address, and nothing that would fail', async () => {
    const account = await somebody()
    const carry = open()
    const transfer = currencyCall(api.market, 'transfer', account, 1n)
    const stranger = privateKeyToAccount(`0x${'52'.repeat(32)}`)
    const wanted = await rehearsal(account)
    for (const [to, data] of [
      [account, encodeFunctionData({ abi: passkeyAccountAbi, functionName: 'vetoRecovery' })],
      [api.market.currency, transfer.data],
      [api.market.currency, wanted],
      [stranger.address, wanted],
      [account, await rehearsal(account, stranger)],
      [account, `${wanted.slice(0, 10)}00`],
    ] as const)
      expect(await carry(to, data as Hex)).toMatchObject({ status: 403, kind: 'CarryingRefused' })
  })

  test('is brought a few times a day for one account, whatever is asked for others', async () => {
    let now = 0
    const carry = open(() => now)
    const [account, other] = [await somebody(), await somebody()]
    for (let nonce = 0; nonce < 10; nonce++)
      expect((await carry(account, await proposal(account, nonce))).status).toBe(200)
    expect(await carry(account, await proposal(account, 10))).toMatchObject({ kind: 'TooManyRequests' })
    expect((await carry(other, await rehearsal(other))).status).toBe(200)
    now += 86_400_000
    expect((await carry(account, await proposal(account, 10))).status).toBe(200)
  })

  test('is brought on a day on which strangers asked for what the account refuses, as often as they like', async () => {
    const account = await somebody()
    const carry = open(() => 50 * 86_400_000)
    const made = encodeFunctionData({
      abi: passkeyAccountAbi,
      functionName: 'rehearse',
      args: [account, 0n, '0x'],
    })
    for (let i = 0; i < 12; i++)
      expect(await carry(account, made)).toMatchObject({ status: 403, kind: 'CarryingRefused' })
    expect((await carry(account, await proposal(account, 0))).status).toBe(200)
    const counted = await api.database.select().from(carriedCalls).where(eq(carriedCalls.account, account))
    expect(counted).toEqual([{ day: 50, account, calls: 1 }])
  })

  test('leaves half of a day to recoveries, whoever brings rehearsals that were public before once more', async () => {
    const account = await somebody()
    const carry = open(() => 60 * 86_400_000)
    const shown = await rehearsal(account)
    const answers = await Promise.all(Array.from({ length: 8 }, () => carry(account, shown)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
    expect(answers.filter(({ kind }) => kind === 'TooManyRequests')).toHaveLength(3)
    expect((await carry(account, await proposal(account, 0))).status).toBe(200)
  })

  test('is not looked at for whoever was refused often, and for others as before', async () => {
    const account = await somebody()
    const carry = open()
    const made = await rehearsal(account, privateKeyToAccount(`0x${'53'.repeat(32)}`))
    const answers = await Promise.all(Array.from({ length: 25 }, () => carry(account, made, '192.0.2.7')))
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(20)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
    expect((await carry(account, await rehearsal(account), '192.0.2.7')).status).toBe(429)
    expect((await carry(account, await rehearsal(account), '192.0.2.8')).status).toBe(200)
  })

  test('is not called refused by the account where the node does not answer', async () => {
    const account = await somebody()
    const proxy = await startProxy(api.anvil.url)
    const carry = open(undefined, proxy.url)
    // Gone once it is asked what the call would take.
    proxy.answer(async ({ method }) => {
      if (/estimateGas|fillTransaction/.test(method)) proxy.close()
    })
    expect((await carry(account, await rehearsal(account))).status).toBe(500)
  })

  test('is sent once where what the node answered is lost and it is asked again', async () => {
    const account = await somebody()
    const { market, anvil } = api
    const proxy = await startProxy(anvil.url)
    const carry = open(undefined, proxy.url)
    const { address } = privateKeyToAccount(keyOf(9))
    const sentSoFar = () => market.publicClient.getTransactionCount({ address })
    const before = await sentSoFar()
    // The node has it by the time it is told of it.
    let lost = false
    proxy.answer(async ({ method, params }) => {
      if (lost || method !== 'eth_sendRawTransaction') return
      lost = true
      await market.publicClient.request({ method, params } as never)
    })
    const { status, body } = await carry(account, await rehearsal(account))
    expect([lost, status, await sentSoFar()]).toEqual([true, 200, before + 1])
    const hash = body.transactionHash as Hex
    const { status: outcome } = await market.publicClient.waitForTransactionReceipt({ hash })
    expect(outcome).toBe('success')
    await proxy.close()
  })

  test('is counted over all processes, and no day before yesterday is kept', async () => {
    let now = 100 * 86_400_000
    const [one, another] = [open(() => now), open(() => now)]
    const account = await somebody()
    const answers = await Promise.all(
      Array.from({ length: 7 }, async (_, i) => (i % 2 ? one : another)(account, await rehearsal(account))),
    )
    expect(answers.filter(({ kind }) => kind === 'TooManyRequests')).toHaveLength(2)
    // A process that is started again counts on.
    expect(await open(() => now)(account, await rehearsal(account))).toMatchObject({
      kind: 'TooManyRequests',
    })
    const counted = () => api.database.select().from(carriedCalls).where(eq(carriedCalls.account, account))
    expect(await counted()).toEqual([{ day: 100, account, calls: 5 }])
    now += 2 * 86_400_000
    expect((await one(account, await rehearsal(account))).status).toBe(200)
    expect(await counted()).toEqual([{ day: 102, account, calls: 1 }])
  })

  test('is brought for all accounts together a thousand times a day', async () => {
    const now = 200 * 86_400_000
    await api.database.insert(carriedCalls).values({ day: 200, account: trustee.address, calls: 999 })
    const [carry, account] = [open(() => now), await somebody()]
    expect((await carry(account, await rehearsal(account))).status).toBe(200)
    expect(await carry(account, await rehearsal(account))).toMatchObject({ kind: 'TooManyRequests' })
  })

  test('is left to wallets where the server has no key for it', async () => {
    const app = createApp({ context: api.context, limit: { perMinute: 100_000 } })
    const account = await somebody()
    const response = await app.request('/api/v1/carried', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, data: await rehearsal(account) }),
    })
    expect(response.status).toBe(503)
  })
})
