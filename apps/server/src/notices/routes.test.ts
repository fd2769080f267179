import { createHash } from 'node:crypto'
import type { Notices as Told } from '@hurong/sdk/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pushSubscriptions } from '../database/schema.ts'
import { accountsOf } from '../fixtures/accounts.ts'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { startMailServer } from '../fixtures/mailServer.ts'
import { startPushService } from '../fixtures/pushService.ts'
import { turnCodesOn } from '../fixtures/sessions.ts'
import { browserPasskey, openBrowser } from '../fixtures/signingIn.ts'
import { createApp } from '../http/app.ts'
import { openSessions } from '../sessions/service.ts'
import { noteCodeChange } from './codeChange.ts'
import { noteBrowser } from './newBrowser.ts'
import { type NoticeSettings, openNotices } from './service.ts'

const site = 'https://hurong.example'

describe('the routes of notices', () => {
  let api: OpenApi
  let mail: Awaited<ReturnType<typeof startMailServer>>
  let push: Awaited<ReturnType<typeof startPushService>>
  let clock = Date.now()
  beforeAll(async () => {
    api = await openApi()
    mail = await startMailServer()
    push = await startPushService()
    await api.index()
  })
  afterAll(async () => {
    await push?.close()
    await mail?.close()
    await api?.close()
  })

  const open = (settings: NoticeSettings = { smtpUrl: mail.url }, perMinute = 100_000) => {
    const { market, anvil, database, context } = api
    const { log } = context
    const opened = openSessions({
      ...{ database, deployment: market.deployment, log, nodeUrl: anvil.url, local: false },
      settings: { sessionsKey: `0x${'7e'.repeat(32)}`, siteOrigins: [site] },
      now: () => clock,
    })
    const sessions = opened && {
      ...opened,
      onSignIn: noteBrowser(context),
      onCodeChange: noteCodeChange(context),
    }
    const notices = openNotices({ ...settings, contactsKey: `0x${'c0'.repeat(32)}` })
    return openBrowser(createApp({ context: { ...context, sessions, notices }, limit: { perMinute } }), site)
  }
  const signedIn = async (browser = open()) => {
    const passkey = browserPasskey(accountsOf(api.market.deployment), site)
    const account = await passkey.accountOn(api.market.publicClient)
    await browser.signIn(passkey, account)
    return browser
  }
  const problem = async (asked: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await asked
    return [status, (body as { type: string }).type.split(':').at(-1)]
  }
  const codeOf = (raw: string) => /\b\d{6}\b/.exec(raw)?.[0] ?? ''
  const request = { email: 'mei@example.org', language: 'en' }

  test('answer nobody who is not signed in, and change nothing without a ceremony of a moment ago', async () => {
    expect(await problem(open().ask('GET', '/notices'))).toEqual([401, 'NotSignedIn'])
    expect(await problem(open().ask('PUT', '/notices/email', request))).toEqual([401, 'NotSignedIn'])
    const browser = await signedIn()
    clock += 6 * 60_000
    expect((await browser.ask('GET', '/notices')).status).toBe(200)
    for (const [method, path, body] of [
      ['PUT', '/notices/email', request],
      ['POST', '/notices/email/confirmation', { code: '123456' }],
      ['DELETE', '/notices/email', undefined],
      ['POST', '/notices/browsers', { subscription: push.subscribe(), language: 'en' }],
      ['DELETE', `/notices/browsers/${'7b'.repeat(32)}`, undefined],
    ] as const)
      expect(await problem(browser.ask(method, path, body))).toEqual([403, 'CeremonyNeeded'])
    expect(mail.mails).toEqual([])
    expect(push.pushed).toEqual([])
  })

  test('are for this site’s pages alone', async () => {
    const browser = await signedIn()
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect(await problem(browser.ask('PUT', '/notices/email', request, foreign))).toEqual([
      403,
      'OriginRefused',
    ])
    const { headers } = await browser.ask('GET', '/notices')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('take an address once its code came back, show a hint of it, and tell it when it is dropped', async () => {
    const browser = await signedIn()
    expect((await browser.ask<Told>('GET', '/notices')).body).toEqual({
      notices: [],
      email: null,
      emailBy: 'mail',
      push: null,
    })
    expect((await browser.ask('PUT', '/notices/email', request)).status).toBe(200)
    const [sent] = mail.mails.splice(0)
    expect(sent?.to).toEqual(['mei@example.org'])
    expect(await problem(browser.ask('POST', '/notices/email/confirmation', { code: '00000' }))).toEqual([
      400,
      'BadRequest',
    ])
    const code = codeOf(sent?.raw ?? '')
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    expect(await problem(browser.ask('POST', '/notices/email/confirmation', { code: wrong }))).toEqual([
      403,
      'CodeRefused',
    ])
    const { body } = await browser.ask<Told>('POST', '/notices/email/confirmation', { code })
    expect(body.email).toEqual({ hint: 'm…@example.org', language: 'en', isFailing: false })
    const { body: dropped } = await browser.ask<Told>('DELETE', '/notices/email')
    expect(dropped.email).toBeNull()
    expect(mail.mails.splice(0).map(({ to }) => to)).toEqual([['mei@example.org']])
  })

  test('say what is wrong with an address, with a mail server that does not answer, and where none is', async () => {
    const browser = await signedIn()
    expect(await problem(browser.ask('PUT', '/notices/email', { ...request, email: 'mei@' }))).toEqual([
      400,
      'BadRequest',
    ])
    const silent = await signedIn(open({ smtpUrl: 'smtp://127.0.0.1:1' }))
    expect(await problem(silent.ask('PUT', '/notices/email', request))).toEqual([503, 'MailRefused'])
    const without = await signedIn(open({}))
    expect((await without.ask<Told>('GET', '/notices')).body.emailBy).toBeNull()
    expect(await problem(without.ask('PUT', '/notices/email', request))).toEqual([503, 'NotMailing'])
  })

  const pushing = () => open({ pushContact: 'mailto:operator@hurong.example', pushServices: [push.url] })

  test('have a browser told once a first message arrived there, show its name, and end it', async () => {
    const browser = await signedIn(pushing())
    const { body: before } = await browser.ask<Told>('GET', '/notices')
    expect(before).toMatchObject({ emailBy: null, push: { browsers: [] } })
    const subscription = push.subscribe()
    const { status, body } = await browser.ask<Told>(
      'POST',
      '/notices/browsers',
      { subscription: { ...subscription, expirationTime: null }, language: 'zh' },
      { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/142.0 Mobile' },
    )
    expect(status).toBe(200)
    const [first] = push.pushed.splice(0)
    expect(first).toMatchObject({
      signedBy: before.push?.publicKey,
      message: { title: '此浏览器已开启通知', path: '/account/security', language: 'zh' },
    })
    const [told] = body.push?.browsers ?? []
    expect(told).toMatchObject({ browser: 'Chrome', system: 'Android', isFailing: false })
    expect(told?.subscriptionId).toBe(createHash('sha256').update(subscription.endpoint).digest('hex'))
    const ended = await browser.ask<Told>('DELETE', `/notices/browsers/${told?.subscriptionId}`)
    expect(ended.body.push?.browsers).toEqual([])
  })

  test('write to push services of browsers alone, and keep none that takes nothing', async () => {
    const browser = await signedIn(pushing())
    const ask = (subscription: unknown) =>
      problem(browser.ask('POST', '/notices/browsers', { subscription, language: 'en' }))
    const subscription = push.subscribe()
    for (const endpoint of ['http://127.0.0.1:1/', 'https://evil.example/push', 'nothing'])
      expect([endpoint, await ask({ ...subscription, endpoint })]).toEqual([endpoint, [400, 'BadRequest']])
    // Not a point of the curve: nothing can be encrypted for it.
    const keys = { ...subscription.keys, p256dh: `B${'A'.repeat(86)}` }
    expect(await ask({ ...subscription, keys })).toEqual([400, 'BadRequest'])
    push.answer(500)
    expect(await ask(subscription)).toEqual([503, 'PushRefused'])
    push.answer(201)
    push.unsubscribe(subscription)
    expect(await ask(subscription)).toEqual([503, 'PushRefused'])
    expect((await browser.ask<Told>('GET', '/notices')).body.push?.browsers).toEqual([])
    expect(push.pushed).toEqual([])
    const without = await signedIn(open({}))
    expect((await without.ask<Told>('GET', '/notices')).body.push).toBeNull()
    expect(
      await problem(
        without.ask('POST', '/notices/browsers', { subscription: push.subscribe(), language: 'en' }),
      ),
    ).toEqual([503, 'NotPushing'])
  })

  test('leave a browser told as it is where it is asked for with keys that nothing can be encrypted for', async () => {
    const browser = await signedIn(pushing())
    const subscription = push.subscribe()
    const ask = (asked: unknown) =>
      browser.ask('POST', '/notices/browsers', { subscription: asked, language: 'en' })
    expect((await ask(subscription)).status).toBe(200)
    const [{ sealed: before } = { sealed: '' }] = await api.database.select().from(pushSubscriptions)
    const keys = { ...subscription.keys, p256dh: `B${'A'.repeat(86)}` }
    expect(await problem(ask({ ...subscription, keys }))).toEqual([400, 'BadRequest'])
    expect(await api.database.select().from(pushSubscriptions)).toMatchObject([{ sealed: before }])
    await api.database.delete(pushSubscriptions)
    push.pushed.splice(0)
  })

  test('are asked to write to somebody no more often than to sign somebody in', async () => {
    // Of sixty requests three may be of these.
    const browser = open(undefined, 60)
    const answers = await Promise.all(
      [1, 2, 3, 4].map(async () => (await browser.ask('PUT', '/notices/email', request)).status),
    )
    expect(answers.sort()).toEqual([401, 401, 401, 429])
    expect((await browser.ask('GET', '/notices')).status).toBe(401)
  })

  test('tell of every browser the owner signs in with after the first, once', async () => {
    const passkey = browserPasskey(accountsOf(api.market.deployment), site)
    const account = await passkey.accountOn(api.market.publicClient)
    const [phone, laptop] = [open(), open()]
    await phone.signIn(passkey, account)
    await phone.signIn(passkey, account)
    expect((await phone.ask<Told>('GET', '/notices')).body.notices).toEqual([])
    await laptop.signIn(passkey, account)
    await laptop.signIn(passkey, account)
    await phone.signIn(passkey, account)
    const { notices } = (await phone.ask<Told>('GET', '/notices')).body
    expect(notices.map(({ kind, transactionHash }) => [kind, transactionHash])).toEqual([['signedIn', null]])
  })

  test('tell of one-time codes turned on and off, of new recovery codes, and of one that was used', async () => {
    const browser = await signedIn()
    const now = () => clock
    const kinds = async () =>
      (await browser.ask<Told>('GET', '/notices')).body.notices.map(({ kind }) => kind).sort()
    const { codeAt, recoveryCodes } = await turnCodesOn(browser, now)
    expect(await kinds()).toEqual(['codesTurnedOn'])
    const [kept] = recoveryCodes
    const renewed = await browser.ask('POST', '/sessions/codes/recovery', { code: kept })
    expect(renewed.status).toBe(200)
    expect(await kinds()).toEqual(['codesTurnedOn', 'recoveryCodeUsed', 'recoveryCodesRenewed'])
    // What is refused changes nothing, and is no news.
    expect((await browser.ask('POST', '/sessions/codes/removal', { code: kept })).status).toBe(403)
    clock += 30_000
    const removed = await browser.ask('POST', '/sessions/codes/removal', { code: await codeAt(clock) })
    expect(removed.status).toBe(200)
    expect(await kinds()).toEqual([
      'codesTurnedOff',
      'codesTurnedOn',
      'recoveryCodeUsed',
      'recoveryCodesRenewed',
    ])
  })
})
