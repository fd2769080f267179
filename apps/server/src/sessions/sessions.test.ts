import {
  type AccountCall,
  bringOperation,
  firstSetup,
  signOperation,
  toPasskeyAccount,
} from '@hurong/sdk/accounts'
import type { CurrentSession, Page, SignedInDevice } from '@hurong/sdk/api'
import { encodeFunctionData, parseAbi } from 'viem'
import { foundry } from 'viem/chains'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionMarks, sessions as table } from '../database/schema.ts'
import { accountsOf, currencyCall } from '../fixtures/accounts.ts'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { openSigningIn, type SigningIn, site } from '../fixtures/sessions.ts'
import { browserPasskey, openBrowser, type TestBrowser } from '../fixtures/signingIn.ts'
import { createApp } from '../http/app.ts'
import { openSessions } from './service.ts'

const cookie = '__Host-hurong-session'
const [minute, hour] = [60_000, 3_600_000]
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'

/** Reads an event stream until it has told something. */
const toldOn = async (stream: Response, line: string): Promise<void> => {
  let text = ''
  for await (const part of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part
    if (text.includes(line)) return
  }
}

describe.each(databaseKinds)('a session, kept in %s', (_, openSource) => {
  let source: DatabaseSource
  let api: OpenApi
  let signing: SigningIn
  beforeAll(async () => {
    source = await openSource()
    api = await openApi({}, source.open)
    signing = openSigningIn(api)
  })
  afterAll(async () => {
    await api?.close()
    await source?.close()
  })

  const signedIn = async (userAgent?: string) => {
    const { passkey, account } = await signing.somebody()
    const browser = signing.browse(userAgent)
    expect((await browser.signIn(passkey, account)).status).toBe(200)
    return { passkey, account, browser }
  }
  /** Somebody else's browser that has got hold of the cookies. */
  const thiefOf = ({ jar }: TestBrowser) => {
    const thief = signing.browse()
    for (const [name, value] of jar) thief.jar.set(name, value)
    return thief
  }
  const devices = async (browser: TestBrowser) =>
    (await browser.ask<Page<SignedInDevice>>('GET', '/sessions')).body.items
  const kindOf = async (response: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await response
    return [status, (body as { type?: string }).type?.split(':').at(-1)]
  }

  test('ends when it was not used for two hours, and after twelve however much it is', async () => {
    const { browser } = await signedIn()
    signing.pass(2 * hour - minute)
    expect(await browser.isSignedIn()).toBe(true)
    signing.pass(2 * hour + minute)
    expect(await browser.isSignedIn()).toBe(false)
    const used = await signedIn()
    for (let hours = 1; hours < 12; hours++) {
      signing.pass(hour)
      expect(await used.browser.isSignedIn()).toBe(true)
    }
    signing.pass(hour)
    expect(await used.browser.isSignedIn()).toBe(false)
  })

  test('changes its cookie every quarter of an hour; requests that were on their way with the old one are answered', async () => {
    const { browser } = await signedIn()
    const first = browser.jar.get(cookie)
    await browser.isSignedIn()
    expect(browser.jar.get(cookie)).toBe(first)
    signing.pass(16 * minute)
    const late = [thiefOf(browser), thiefOf(browser)]
    expect(await browser.isSignedIn()).toBe(true)
    expect(browser.jar.get(cookie)).not.toBe(first)
    expect(await Promise.all(late.map((one) => one.isSignedIn()))).toEqual([true, true])
    expect(await browser.isSignedIn()).toBe(true)
  })

  test('is given to many requests at once as one new cookie', async () => {
    const { browser } = await signedIn()
    signing.pass(16 * minute)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => browser.request('GET', '/sessions/current')),
    )
    const given = answers.flatMap(({ headers }) => headers.getSetCookie())
    expect(new Set(given).size).toBe(1)
    expect(await browser.isSignedIn()).toBe(true)
  })

  test('ends for all when a cookie that was changed long ago comes back: somebody has a copy', async () => {
    const { browser } = await signedIn()
    const thief = thiefOf(browser)
    signing.pass(16 * minute)
    await browser.isSignedIn()
    await browser.isSignedIn()
    signing.pass(2 * minute)
    expect(await thief.isSignedIn()).toBe(false)
    expect(await browser.isSignedIn()).toBe(false)
  })

  test('goes on when the answer that changed its cookie never arrived', async () => {
    const { browser } = await signedIn()
    signing.pass(16 * minute)
    await thiefOf(browser).isSignedIn()
    signing.pass(5 * minute)
    expect(await browser.isSignedIn()).toBe(true)
    signing.pass(5 * minute)
    expect(await browser.isSignedIn()).toBe(true)
  })

  test('is not had by whoever makes up a cookie, or reads one from the database', async () => {
    await signedIn()
    const [row] = await api.database.select().from(table)
    const browser = signing.browse()
    for (const value of [row?.token ?? '', `${row?.token}.${'A'.repeat(43)}=`, 'x.y', '']) {
      browser.jar.set(cookie, encodeURIComponent(value))
      expect(await browser.isSignedIn()).toBe(false)
    }
  })

  test('shows where its owner is signed in by names alone, and keeps no address of the network', async () => {
    const { browser, passkey, account } = await signedIn()
    signing.pass(1_000)
    const phone = signing.browse(iPhone)
    await phone.signIn(passkey, account)
    expect((await devices(browser)).map(({ browser, system, isThis }) => [browser, system, isThis])).toEqual([
      ['Chrome', 'Android', true],
      ['Safari', 'iOS', false],
    ])
    for (const row of await api.database.select().from(table)) {
      expect(row.ipAddress).toBeFalsy()
      expect(row.userAgent).toMatch(/^[\w ]*\/\w*$/)
    }
  })

  test('is ended by its owner in another browser at once, and by nobody else', async () => {
    const { browser, passkey, account } = await signedIn()
    const [stranger, phone] = [await signedIn(), signing.browse(iPhone)]
    await phone.signIn(passkey, account)
    const other = (await devices(browser)).find(({ isThis }) => !isThis)?.id
    expect(await kindOf(stranger.browser.ask('DELETE', `/sessions/${other}`))).toEqual([
      404,
      'SessionNotFound',
    ])
    expect(await phone.isSignedIn()).toBe(true)
    expect((await browser.ask('DELETE', `/sessions/${other}`)).status).toBe(200)
    expect(await phone.isSignedIn()).toBe(false)
    expect(await kindOf(phone.ask('GET', '/sessions'))).toEqual([401, 'NotSignedIn'])
    expect(await browser.isSignedIn()).toBe(true)
  })

  test('is ended everywhere at once, and its event streams with it', async () => {
    const { browser, passkey, account } = await signedIn()
    const phone = signing.browse(iPhone)
    await phone.signIn(passkey, account)
    const stream = await phone.request('GET', '/sessions/stream')
    // It has looked at its session for the first time once it tells something.
    const told = toldOn(stream.clone(), 'event: sessions')
    const heard = stream.text()
    await told
    expect((await browser.ask('DELETE', '/sessions')).status).toBe(200)
    expect([await browser.isSignedIn(), await phone.isSignedIn()]).toEqual([false, false])
    expect(browser.jar.has(cookie)).toBe(false)
    expect((await heard).split('\n').filter((line) => line.startsWith('event:'))).toEqual([
      'event: sessions',
      'event: signedOut',
    ])
  })

  test('ended in another process has its streams end within a minute', { timeout: 40_000 }, async () => {
    const { browser, passkey, account } = await signedIn()
    const { market, anvil, database, context } = api
    const elsewhere = openSigningIn({ market, anvil, database, context } as OpenApi)
    const stream = await browser.request('GET', '/sessions/stream')
    const heard = stream.text()
    const phone = elsewhere.browse(iPhone)
    await phone.signIn(passkey, account)
    await phone.ask('DELETE', '/sessions')
    expect(await heard).toContain('event: signedOut')
  })

  test('another site cannot use: not to change something, nor to read', async () => {
    const { browser } = await signedIn()
    for (const headers of [
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.hurong.example', 'sec-fetch-site': 'same-site' },
      { origin: '' },
    ])
      expect(await kindOf(browser.ask('DELETE', '/sessions', undefined, headers))).toEqual([
        403,
        'OriginRefused',
      ])
    expect(
      await kindOf(browser.ask('GET', '/sessions', undefined, { 'sec-fetch-site': 'cross-site' })),
    ).toEqual([403, 'OriginRefused'])
    const asked = await signing.app.request(`${site}/api/v1/sessions`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'DELETE' },
    })
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull()
    expect(await browser.isSignedIn()).toBe(true)
  })

  test('stolen without the device reads, and changes nothing that takes its owner', async () => {
    const { browser, passkey, account } = await signedIn()
    signing.pass(6 * minute)
    const thief = thiefOf(browser)
    expect((await thief.ask<CurrentSession>('GET', '/sessions/current')).body.session?.account).toBe(account)
    expect(await kindOf(thief.ask('POST', '/sessions/codes', {}))).toEqual([403, 'CeremonyNeeded'])
    const forged = (await signing.somebody()).passkey
    expect(await kindOf(thief.signIn(forged, account))).toEqual([403, 'SignInRefused'])
    expect(await kindOf(thief.ask('POST', '/sessions/codes', {}))).toEqual([403, 'CeremonyNeeded'])
    // The owner confirms anew: the same device in the list, and what the thief holds is worth nothing.
    expect((await browser.signIn(passkey, account)).status).toBe(200)
    expect(await devices(browser)).toHaveLength(1)
    expect((await browser.ask('POST', '/sessions/codes', {})).status).toBe(200)
    expect(await thief.isSignedIn()).toBe(false)
  })

  test('gives way to another account’s in the same browser', async () => {
    const [first, second] = [await signedIn(), await signing.somebody()]
    const copy = thiefOf(first.browser)
    await first.browser.signIn(second.passkey, second.account)
    expect((await first.browser.ask<CurrentSession>('GET', '/sessions/current')).body.session?.account).toBe(
      second.account,
    )
    expect(await copy.isSignedIn()).toBe(false)
  })

  test('is one of twenty at most, and leaves nothing behind when it is over', async () => {
    const { passkey, account, browser } = await signedIn()
    for (let more = 0; more < 22; more++) {
      signing.pass(1_000)
      await signing.browse().signIn(passkey, account)
    }
    expect(await browser.isSignedIn()).toBe(false)
    signing.pass(13 * hour)
    const last = await signedIn()
    expect(await devices(last.browser)).toHaveLength(1)
    expect(await api.database.select().from(table)).toHaveLength(1)
    expect(await api.database.select().from(sessionMarks)).toHaveLength(1)
  })

  test('ends within a minute of its passkey being removed from the account', async () => {
    const { publicClient } = api.market
    const contracts = accountsOf(api.market.deployment)
    const [kept, stolen] = [browserPasskey(contracts, site), browserPasskey(contracts, site)]
    const one = firstSetup(kept.signer, contracts)
    const signers = { ...one.signers, signers: [kept.signer, stolen.signer], weights: [2n, 2n] }
    const client = { ...publicClient, chain: foundry } as never
    const both = await toPasskeyAccount({
      ...{ client, contracts, setup: { ...one, signers }, signers: [kept, stolen] },
    })
    const carrier = { client, wallet: api.market.as.dave.context.walletClient as never }
    const bring = async (calls: readonly AccountCall[]) =>
      bringOperation(carrier, contracts, await signOperation(client, both, calls))
    await bring([currencyCall(api.market, 'faucet', 1n)])
    const account = both.address.toLowerCase() as `0x${string}`
    const [owner, thief] = [signing.browse(), signing.browse(iPhone)]
    for (const [browser, passkey] of [
      [owner, kept],
      [thief, stolen],
    ] as const)
      expect((await browser.signIn(passkey, account)).status).toBe(200)
    const heard = (await thief.request('GET', '/sessions/stream')).text()
    const abi = parseAbi([
      'struct SignerSet { bytes[] signers; uint64[] weights; uint64 threshold; uint64 secondThreshold; }',
      'function changeSigners(SignerSet next)',
    ])
    const next = { ...signers, signers: [kept.signer], weights: [2n] }
    const data = encodeFunctionData({ abi, functionName: 'changeSigners', args: [next] })
    await bring([{ to: both.address, data }])
    signing.pass(minute)
    expect([await owner.isSignedIn(), await thief.isSignedIn()]).toEqual([true, false])
    signing.sessions?.watch.ring(account)
    expect(await heard).toContain('event: signedOut')
    expect(await kindOf(thief.signIn(stolen, account))).toEqual([403, 'SignInRefused'])
  })

  test('is asked for so often by one client, and no more', async () => {
    const app = createApp({
      context: { ...api.context, sessions: signing.sessions },
      limit: { perMinute: 200 },
    })
    const browser = openBrowser(app, site)
    const statuses = []
    for (let i = 0; i < 12; i++) statuses.push((await browser.ask('POST', '/sessions/challenge')).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(10)
    expect(statuses.at(-1)).toBe(429)
    expect(await browser.isSignedIn()).toBe(false)
  })

  test('is not to be had where the server was not told at which address its site stands', async () => {
    const { market, anvil, database, context } = api
    const parts = {
      database,
      deployment: market.deployment,
      nodeUrl: anvil.url,
      log: context.log,
      settings: {},
    }
    expect(openSessions({ ...parts, local: false })).toBeUndefined()
    const app = createApp({ context, limit: { perMinute: 1_000 } })
    const { status } = await app.request(`${site}/api/v1/sessions/current`)
    expect(status).toBe(503)
  })
})
