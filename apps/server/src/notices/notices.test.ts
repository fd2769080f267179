import { bringOperation, encodeExecution, passkeyAccountAbi, signOperation } from '@hurong/sdk/accounts'
import { eq } from 'drizzle-orm'
import { type Address, createWalletClient, encodeFunctionData, type Hex, http } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../database/open.ts'
import { noticeDeliveries } from '../database/schema.ts'
import { anAccount, currencyCall, keyOf } from '../fixtures/accounts.ts'
import { openEmptyDatabase } from '../fixtures/emptyDatabase.ts'
import { startMailServer } from '../fixtures/mailServer.ts'
import { type Ground, openGround } from '../fixtures/relayer.ts'
import { sealer } from '../underwriting/seal.ts'
import { smtpChannel } from './channels/smtp.ts'
import { dropContact, makeCode, takeCode } from './contacts.ts'
import { deliverDue, failingDestinations } from './deliver.ts'
import { followChain } from './follow.ts'
import { listNotices } from './keep.ts'
import { noticeReader } from './readChain.ts'

const aKey = sealer(`0x${'ab'.repeat(32)}`)
const english = { language: 'en', origin: 'https://hurong.example' } as const
type Account = Awaited<ReturnType<typeof anAccount>>

describe('what owners are told of their accounts', () => {
  let ground: Ground
  let opened: OpenDatabase
  let mail: Awaited<ReturnType<typeof startMailServer>>
  beforeAll(async () => {
    ground = await openGround()
    opened = await openEmptyDatabase()
    mail = await startMailServer()
  })
  afterAll(async () => {
    await mail?.close()
    await opened?.close()
    await ground?.anvil.close()
  })

  const bring = async (account: Account, calls: Parameters<typeof signOperation>[2]) => {
    const { anvil, market, contracts } = ground
    const payer = privateKeyToAccount(keyOf(9))
    const wallet = createWalletClient({ chain: foundry, transport: http(anvil.url), account: payer })
    return bringOperation(
      { client: market.publicClient as never, wallet },
      contracts,
      await signOperation(market.publicClient as never, account, calls),
    )
  }
  const self = (account: Account, functionName: string, args: readonly unknown[]) => ({
    to: account.address,
    data: encodeFunctionData({ abi: passkeyAccountAbi, functionName, args } as never),
  })
  const head = async () => {
    const { number, timestamp } = await ground.market.publicClient.getBlock()
    return { block: Number(number), time: Number(timestamp) }
  }
  const follow = async () => {
    const { deployment } = ground.market
    return followChain(
      opened.database,
      noticeReader(ground.market as never),
      deployment.deployedAtBlock,
      await head(),
    )
  }
  const owned = (account: Account) => account.address.toLowerCase() as Address
  const kinds = async (account: Account) =>
    (await listNotices(opened.database, owned(account))).map(({ kind }) => kind)
  /** Has an account's owner told at an address. */
  const tell = async (account: Account, email: string, now: number) => {
    const made = await makeCode(opened.database, aKey, owned(account), { email, ...english }, now)
    if (!('code' in made)) throw new Error(`No code was made: ${made.refusal}`)
    const { time: at } = await head()
    return takeCode(opened.database, aKey, owned(account), made.code, { now, at })
  }
  const deliver = (now?: number) =>
    deliverDue(
      {
        database: opened.database,
        sealer: aKey,
        email: smtpChannel(mail.url, 'Hurong <no-reply@hurong.example>'),
        push: undefined,
      },
      now === undefined ? Date.now : () => now,
    )
  const made = async () => {
    const account = await anAccount(ground.market, ground.contracts)
    await bring(account, [currencyCall(ground.market, 'faucet', 1_000n)])
    return account
  }
  const announce = (account: Account, salt: Hex = `0x${'01'.repeat(32)}`) =>
    bring(account, [
      self(account, 'schedule', [encodeExecution([self(account, 'changeTrustees', [[], 0n])]), salt]),
    ])

  test('is what happens to them and not what they begin with', async () => {
    const account = await made()
    await follow()
    expect(await kinds(account)).toEqual([])
    await announce(account)
    await follow()
    const [notice] = await listNotices(opened.database, owned(account))
    const { time } = await head()
    expect(notice).toMatchObject({ kind: 'callsScheduled', at: time, readyAt: time + 2 * 86_400 })
    // Blocks are read again in case a reorg replaced them.
    await ground.market.test.mine({ blocks: 1 })
    await follow()
    expect(await kinds(account)).toEqual(['callsScheduled'])
  })

  test('is an announcement made again as much as the first, and its being done again', async () => {
    const account = await made()
    await tell(account, 'again@example.org', 500_000)
    const salt: Hex = `0x${'07'.repeat(32)}`
    const execution = encodeExecution([self(account, 'changeTrustees', [[], 0n])])
    const { publicClient, test: clock } = ground.market
    const call = { address: account.address, abi: passkeyAccountAbi } as const
    const id = await publicClient.readContract({
      ...call,
      functionName: 'scheduledId',
      args: [execution, salt],
    })
    await announce(account, salt)
    await follow()
    await bring(account, [self(account, 'cancel', [id])])
    // Whoever could take it back has looked already.
    await clock.increaseTime({ seconds: 86_400 })
    await announce(account, salt)
    await follow()
    expect(await kinds(account)).toEqual(['callsScheduled', 'callsCancelled', 'callsScheduled'])
    const [second, , first] = await listNotices(opened.database, owned(account))
    const [readyAt] = await publicClient.readContract({ ...call, functionName: 'scheduled', args: [id] })
    expect([second?.readyAt, first?.readyAt !== second?.readyAt]).toEqual([Number(readyAt), true])
    expect(await deliver()).toEqual({ sent: 3, failed: 0 })
    mail.mails.splice(0)

    const payer = privateKeyToAccount(keyOf(9))
    const wallet = createWalletClient({ chain: foundry, transport: http(ground.anvil.url), account: payer })
    const finish = async () => {
      await clock.increaseTime({ seconds: 3 * 86_400 })
      const done = { ...call, functionName: 'executeScheduled', args: [execution, salt] } as const
      await publicClient.waitForTransactionReceipt({ hash: await wallet.writeContract(done) })
    }
    await finish()
    await announce(account, salt)
    await finish()
    await follow()
    const counted = (await kinds(account)).filter((kind) => kind === 'scheduledCallsExecuted')
    expect(counted).toHaveLength(2)
    await deliver()
    mail.mails.splice(0)
  })

  test('is that what was announced was taken back, which a thief of one passkey may have done', async () => {
    const account = await made()
    const salt: Hex = `0x${'09'.repeat(32)}`
    const execution = encodeExecution([self(account, 'changeTrustees', [[], 0n])])
    const id = await ground.market.publicClient.readContract({
      ...{ address: account.address, abi: passkeyAccountAbi },
      ...{ functionName: 'scheduledId', args: [execution, salt] },
    } as const)
    await announce(account, salt)
    await tell(account, 'back@example.org', 600_000)
    await follow()
    mail.mails.splice(0)
    await ground.market.test.increaseTime({ seconds: 60 })
    await bring(account, [self(account, 'cancel', [id])])
    await follow()
    const { time } = await head()
    const [notice] = await listNotices(opened.database, owned(account))
    expect(notice).toMatchObject({ kind: 'callsCancelled', at: time, readyAt: null })
    await deliver()
    expect(mail.mails.splice(0).at(-1)?.raw).toContain('An announced change to your account was taken back')
  })

  test('is told once where a reorg brings the same transaction back into another block', async () => {
    const account = await made()
    await follow()
    const { test: clock, publicClient } = ground.market
    const snapshot = await clock.snapshot()
    const before = await head()
    const hash = await announce(account, `0x${'08'.repeat(32)}`)
    const raw = await publicClient.request({
      method: 'eth_getRawTransactionByHash' as never,
      params: [hash] as never,
    })
    await follow()
    await clock.revert({ id: snapshot })
    // The blocks after it come by another way, and what was sent comes later.
    await clock.mine({ blocks: 2, interval: 30 })
    await publicClient.sendRawTransaction({ serializedTransaction: raw })
    await clock.mine({ blocks: 2 })
    expect((await head()).block).toBeGreaterThan(before.block + 2)
    await follow()
    expect(await kinds(account)).toEqual(['callsScheduled'])
  })

  test('goes by e-mail to whoever has shown that the address is theirs, once, without a figure or an address of the chain', async () => {
    const account = await made()
    await announce(account)
    await follow()
    expect(await tell(account, 'mei@example.org', 1_000_000)).toEqual({ right: true })
    await announce(account, `0x${'02'.repeat(32)}`)
    await follow()
    expect(await deliver()).toEqual({ sent: 1, failed: 0 })
    expect(await deliver()).toEqual({ sent: 0, failed: 0 })
    // What happened before is in the list and was not sent.
    expect(await kinds(account)).toHaveLength(2)
    const [{ to, raw }] = mail.mails.splice(0) as [(typeof mail.mails)[number]]
    expect(to).toEqual(['mei@example.org'])
    expect(raw).toContain('A change to your account was announced')
    expect(raw).toContain('https://hurong.example/account')
    expect(raw.toLowerCase()).not.toContain(account.address.toLowerCase())
  })

  test('is tried again while the mail server refuses, with longer and longer waits, and then given up', async () => {
    const account = await made()
    await tell(account, 'li@example.org', 2_000_000)
    await announce(account)
    await follow()
    mail.refuse(true)
    let now = Date.now() + 1_000
    expect(await deliver(now)).toEqual({ sent: 0, failed: 1 })
    expect(await deliver(now)).toEqual({ sent: 0, failed: 0 })
    expect(await failingDestinations(opened.database, owned(account))).toEqual(new Set(['email']))
    mail.refuse(false)
    now += 60_000
    expect(await deliver(now)).toEqual({ sent: 1, failed: 0 })
    expect(await failingDestinations(opened.database, owned(account))).toEqual(new Set())

    await announce(account, `0x${'03'.repeat(32)}`)
    await follow()
    mail.refuse(true)
    let attempts = 0
    for (let at = now; at < now + 5 * 86_400_000; at += 30 * 60_000) attempts += (await deliver(at)).failed
    mail.refuse(false)
    expect(attempts).toBe(8)
    expect((await deliver(now + 30 * 86_400_000)).sent).toBe(0)
    mail.mails.splice(0)
  })

  test('is nobody else’s: an address is told only after the code sent there came back, in time and within five tries', async () => {
    const account = owned(await made())
    const { database } = opened
    const contact = { email: 'wang@example.org', ...english }
    const make = (now: number) => makeCode(database, aKey, account, contact, now)
    const take = (code: string, now: number) => takeCode(database, aKey, account, code, { now, at: 1 })
    const codeOf = async (now: number) => {
      const made = await make(now)
      if (!('code' in made)) throw new Error(made.refusal)
      return made.code
    }
    const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    const minute = 60_000
    const first = await codeOf(0)
    expect(await make(minute - 1)).toEqual({ refusal: 'tooSoon' })
    expect(await take(first, 15 * minute)).toEqual({ right: false })
    const second = await codeOf(20 * minute)
    for (let wrong = 0; wrong < 5; wrong++)
      expect(await take(other(second), 20 * minute)).toEqual({ right: false })
    expect(await take(second, 20 * minute)).toEqual({ right: false })
    const third = await codeOf(22 * minute)
    expect(await take(second, 22 * minute)).toEqual({ right: false })
    expect(await take(third, 22 * minute)).toEqual({ right: true })
    // Once.
    expect(await take(third, 22 * minute)).toEqual({ right: false })
    await codeOf(24 * minute)
    await codeOf(26 * minute)
    expect(await make(28 * minute)).toEqual({ refusal: 'tooMany' })
    expect(await makeCode(database, aKey, `0x${'ee'.repeat(20)}`, contact, 28 * minute)).toEqual({
      refusal: 'tooMany',
    })
  })

  test('still goes to the address from before until another is confirmed, and nowhere once it is dropped', async () => {
    const account = await made()
    const day = 86_400_000
    await tell(account, 'old@example.org', 3 * day)
    const { database } = opened
    await makeCode(database, aKey, owned(account), { email: 'new@example.org', ...english }, 5 * day)
    await announce(account)
    await follow()
    await deliver()
    expect(mail.mails.splice(0).map(({ to }) => to)).toEqual([['old@example.org']])
    const changed = await tell(account, 'new@example.org', 7 * day)
    expect(changed).toMatchObject({ right: true, before: { email: 'old@example.org' } })
    await announce(account, `0x${'04'.repeat(32)}`)
    await follow()
    expect(await dropContact(database, aKey, owned(account))).toMatchObject({ email: 'new@example.org' })
    await deliver()
    expect(mail.mails).toEqual([])
  })

  test('keeps no address that anybody could read in the database', async () => {
    const account = await made()
    await tell(account, 'hidden@example.org', 20 * 86_400_000)
    const { noticeContacts, noticeCodes } = await import('../database/schema.ts')
    const rows = [
      ...(await opened.database.select().from(noticeContacts)),
      ...(await opened.database.select().from(noticeCodes)),
    ]
    expect(rows.length).toBeGreaterThan(1)
    expect(JSON.stringify(rows)).not.toContain('example.org')
  })

  test('is read by several at once without one being told twice', async () => {
    const account = await made()
    await tell(account, 'twice@example.org', 30 * 86_400_000)
    await announce(account)
    await Promise.all([follow(), follow(), follow()])
    await Promise.all([deliver(), deliver(), deliver()])
    expect(mail.mails.splice(0).map(({ to }) => to)).toEqual([['twice@example.org']])
    expect(await opened.database.$count(noticeDeliveries, eq(noticeDeliveries.status, 'waiting'))).toBe(0)
  })
})
