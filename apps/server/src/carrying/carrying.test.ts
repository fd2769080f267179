import {
  bringOperation,
  firstSetup,
  passkeyAccountAbi,
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

  const open = (now?: () => number) => {
    const { market, anvil, context } = api
    const carrier = openCarrier({
      ...{
        database: context.database,
        deployment: market.deployment,
        rpcUrl: anvil.url,
        privateKey: keyOf(9),
      },
      ...(now === undefined ? {} : { now }),
    })
    const app = createApp({ context: { ...context, carrier }, limit: { perMinute: 100_000 } })
    return async (account: Address, data: Hex) => {
      const response = await app.request('/api/v1/carried', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
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
    const answers = await Promise.all(
      Array.from({ length: 11 }, async () => carry(account, await rehearsal(account))),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(answers.filter(({ kind }) => kind === 'TooManyRequests')).toHaveLength(1)
    expect((await carry(other, await rehearsal(other))).status).toBe(200)
    now += 86_400_000
    expect((await carry(account, await rehearsal(account))).status).toBe(200)
  })

  test('is counted over all processes, and no day before yesterday is kept', async () => {
    let now = 100 * 86_400_000
    const [one, another] = [open(() => now), open(() => now)]
    const account = await somebody()
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => (i % 2 ? one : another)(account, await rehearsal(account))),
    )
    expect(answers.filter(({ kind }) => kind === 'TooManyRequests')).toHaveLength(2)
    // A process that is started again counts on.
    expect(await open(() => now)(account, await rehearsal(account))).toMatchObject({
      kind: 'TooManyRequests',
    })
    const counted = () => api.database.select().from(carriedCalls).where(eq(carriedCalls.account, account))
    expect(await counted()).toEqual([{ day: 100, account, calls: 10 }])
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
