import type { CurrentSession } from '@hurong/sdk/api'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sessionCodes, sessionRecoveryCodes } from '../database/schema.ts'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { type DatabaseSource, databaseKinds } from '../fixtures/databases.ts'
import { openSigningIn, type SigningIn, turnCodesOn } from '../fixtures/sessions.ts'
import { type BrowserPasskey, browserPasskey, type TestBrowser } from '../fixtures/signingIn.ts'

const [second, minute] = [1_000, 60_000]

describe.each(databaseKinds)('one-time codes, kept in %s', (_, openSource) => {
  let source: DatabaseSource
  let api: OpenApi
  let signing: SigningIn
  beforeAll(async () => {
    source = await openSource()
    api = await openApi({}, source.open)
  })
  beforeEach(() => {
    signing = openSigningIn(api)
  })
  afterAll(async () => {
    await api?.close()
    await source?.close()
  })

  /** Somebody who turned codes on, and the next code of their app. */
  const withCodes = async () => {
    const { passkey, account } = await signing.somebody()
    const browser = signing.browse()
    await browser.signIn(passkey, account)
    const { codeAt, ...more } = await turnCodesOn(browser, signing.now)
    const code = async () => {
      signing.pass(30 * second)
      return codeAt(signing.now())
    }
    return { passkey, account, browser, code, ...more }
  }
  const give = async (browser: TestBrowser, code: string) => {
    const { status, body } = await browser.ask<{ type?: string }>('POST', '/sessions/second-step', { code })
    return body.type?.split(':').at(-1) ?? status
  }
  const confirm = async (passkey: BrowserPasskey, account: `0x${string}`, browser = signing.browse()) => {
    expect((await browser.signIn(passkey, account)).body.codeNeeded).toBe(true)
    return browser
  }
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  test('are asked for after the passkey, and nobody is signed in before', async () => {
    const { passkey, account, code } = await withCodes()
    const browser = await confirm(passkey, account)
    expect(await browser.isSignedIn()).toBe(false)
    expect(await give(browser, wrong(await code()))).toBe('CodeRefused')
    expect(await browser.isSignedIn()).toBe(false)
    expect(await give(browser, await code())).toBe(200)
    expect(await browser.isSignedIn()).toBe(true)
  })

  test('are given by whoever confirmed a moment ago alone, in that browser, once', async () => {
    const { passkey, account, code } = await withCodes()
    expect(await give(signing.browse(), await code())).toBe('SignInRefused')
    const browser = await confirm(passkey, account)
    const copy = signing.browse()
    for (const [name, value] of browser.jar) copy.jar.set(name, value)
    expect(await give(browser, await code())).toBe(200)
    expect(await give(copy, await code())).toBe('SignInRefused')
    const slow = await confirm(passkey, account)
    signing.pass(5 * minute)
    expect(await give(slow, await code())).toBe('SignInRefused')
  })

  test('are good once, also for many who bring the same at once, and not when they are old', async () => {
    const { passkey, account, code } = await withCodes()
    const browsers = await Promise.all([1, 2, 3].map(() => confirm(passkey, account)))
    const once = await code()
    const answers = await Promise.all(browsers.map((browser) => give(browser, once)))
    expect(answers.filter((answer) => answer === 200)).toHaveLength(1)
    const browser = await confirm(passkey, account)
    expect(await give(browser, once)).toBe('CodeRefused')
    const old = await code()
    signing.pass(90 * second)
    expect(await give(browser, old)).toBe('CodeRefused')
  })

  test('guessed with a stolen device make it wait longer and longer, and the owner with another device does not wait', async () => {
    const { passkey, account, code } = await withCodes()
    const thief = await confirm(passkey, account)
    const tries = []
    for (let i = 0; i < 7; i++) tries.push(await give(thief, `00000${i}`))
    expect(tries).toEqual([...Array(5).fill('CodeRefused'), 'TooManyGuesses', 'TooManyGuesses'])
    // A new confirmation with the same device is no new beginning.
    const again = await confirm(passkey, account)
    expect(await give(again, '000007')).toBe('TooManyGuesses')
    const { headers, body } = await again.ask<{ detail: string }>('POST', '/sessions/second-step', {
      code: '000000',
    })
    expect(body.detail).toMatch(/Wait \d+ s, or use a recovery code/)
    expect(headers.get('content-type')).toContain('problem+json')
    for (const wait of [30, 60, 120, 240]) {
      signing.pass(wait * second)
      const browser = await confirm(passkey, account)
      expect(await give(browser, '000000')).toBe('CodeRefused')
      expect(await give(browser, '000000')).toBe('TooManyGuesses')
    }
    // The owner who waits no longer than a quarter of an hour is in, and the count begins anew.
    signing.pass(15 * minute)
    expect(await give(await confirm(passkey, account), await code())).toBe(200)
  })

  test('guessed by many requests at once are as many guesses as in a row', async () => {
    const { passkey, account } = await withCodes()
    const thief = await confirm(passkey, account)
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => give(thief, String(i).padStart(6, '0'))),
    )
    expect(answers.filter((answer) => answer === 'CodeRefused')).toHaveLength(5)
    expect(answers.filter((answer) => answer === 'TooManyGuesses')).toHaveLength(25)
  })

  test('guessed by somebody keep no other account, and no session that lives, from anything', async () => {
    const [victim, other] = [await withCodes(), await withCodes()]
    const thief = await confirm(victim.passkey, victim.account)
    await Promise.all(Array.from({ length: 10 }, () => give(thief, '000000')))
    expect(await give(await confirm(other.passkey, other.account), await other.code())).toBe(200)
    expect(await victim.browser.isSignedIn()).toBe(true)
    // The device is at hand: a new confirmation of the session asks for no code.
    expect((await victim.browser.signIn(victim.passkey, victim.account)).body.codeNeeded).toBe(false)
    expect(await give(thief, victim.recoveryCodes[0] ?? '')).toBe(200)
  })

  test('have recovery codes in their place, each once, and kept so that nobody reads them', async () => {
    const { passkey, account, recoveryCodes } = await withCodes()
    expect(recoveryCodes).toHaveLength(10)
    expect(new Set(recoveryCodes).size).toBe(10)
    const [first = '', other = ''] = recoveryCodes
    expect(first).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/)
    expect(await give(await confirm(passkey, account), first.toUpperCase().replaceAll('-', ''))).toBe(200)
    const browser = await confirm(passkey, account)
    expect(await give(browser, first)).toBe('CodeRefused')
    expect(await give(browser, other)).toBe(200)
    const { body } = await browser.ask<CurrentSession>('GET', '/sessions/current')
    expect(body.session?.codes).toEqual({ isOn: true, recoveryCodesLeft: 8 })
    const rows = JSON.stringify([
      await api.database.select().from(sessionRecoveryCodes),
      await api.database.select().from(sessionCodes),
    ])
    for (const code of recoveryCodes) expect(rows).not.toContain(code.replaceAll('-', ''))
  })

  test('are no better with a recovery code of another account', async () => {
    const [one, other] = [await withCodes(), await withCodes()]
    expect(await give(await confirm(one.passkey, one.account), other.recoveryCodes[0] ?? '')).toBe(
      'CodeRefused',
    )
  })

  test('are not turned on by a picture nobody scanned, and sign other browsers out when they are', async () => {
    const { passkey, account } = await signing.somebody()
    const [browser, other] = [signing.browse(), signing.browse()]
    await other.signIn(passkey, account)
    await browser.signIn(passkey, account)
    const { body: offer } = await browser.ask<{ uri: string; secret: string }>('POST', '/sessions/codes', {})
    expect(offer.uri).toContain(`secret=${offer.secret}&issuer=Hurong`)
    expect(offer.uri).not.toContain(account)
    const { status } = await browser.ask('POST', '/sessions/codes/confirmation', { code: '000000' })
    expect(status).toBe(403)
    expect((await other.signIn(passkey, account)).body.codeNeeded).toBe(false)
    await turnCodesOn(browser, signing.now)
    expect([await browser.isSignedIn(), await other.isSignedIn()]).toEqual([true, false])
  })

  test('are changed, renewed and turned off with a code alone', async () => {
    const { browser, code, recoveryCodes } = await withCodes()
    const post = async (path: string, body: unknown) =>
      (await browser.ask('POST', `/sessions/codes${path}`, body)).status
    for (const path of ['', '/recovery', '/removal'])
      expect(await post(path, { code: wrong(await code()) })).toBe(403)
    expect(await post('', {})).toBe(403)
    const { body } = await browser.ask<{ recoveryCodes: string[] }>('POST', '/sessions/codes/recovery', {
      code: await code(),
    })
    expect(body.recoveryCodes).toHaveLength(10)
    expect(await post('/removal', { code: recoveryCodes[0] })).toBe(403)
    expect(await post('/removal', { code: body.recoveryCodes[0] })).toBe(200)
    const { body: current } = await browser.ask<CurrentSession>('GET', '/sessions/current')
    expect(current.session?.codes).toEqual({ isOn: false, recoveryCodesLeft: 0 })
  })

  test('are asked for of a passkey that is no factor not at all: whether they are on is not told', async () => {
    const { account } = await withCodes()
    const stranger = browserPasskey(signing.sessions?.contracts as never, 'https://hurong.example')
    const { status, body } = await signing.browse().signIn(stranger, account)
    expect([status, body.detail]).toEqual([403, expect.stringContaining('does not open this account')])
  })
})
