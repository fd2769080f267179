import type { Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApi, openApi } from '../fixtures/api.ts'
import { deployContractWallet } from '../fixtures/contractWallet.ts'
import { openSigningIn, type SigningIn, site } from '../fixtures/sessions.ts'

describe('signing in', () => {
  let api: OpenApi
  let signing: SigningIn
  beforeAll(async () => {
    api = await openApi()
    signing = openSigningIn(api)
  })
  afterAll(() => api?.close())

  const browse = () => signing.browse()
  const somebody = () => signing.somebody()
  const kindOf = ({ type }: { type: string }) => type.split(':').at(-1)

  test('takes one ceremony, before the account is even made', async () => {
    const { passkey, account } = await somebody()
    const browser = browse()
    expect(await browser.isSignedIn()).toBe(false)
    const { status, body } = await browser.signIn(passkey, account)
    expect([status, body]).toEqual([200, { codeNeeded: false, account }])
    const { body: current } = await browser.ask<{ session: Record<string, unknown> }>(
      'GET',
      '/sessions/current',
    )
    expect(current.session).toMatchObject({
      account,
      device: { browser: 'Chrome', system: 'Android', isThis: true },
      codes: { isOn: false },
    })
  })

  test('gives a cookie that is for this host alone, over TLS alone, and not for the page’s program', async () => {
    const { passkey, account } = await somebody()
    const { headers } = await browse().signIn(passkey, account)
    const [cookie = ''] = headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-hurong-session=[^;]{32,}/)
    for (const part of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/', 'Max-Age=7200'])
      expect(cookie).toContain(part)
    expect(cookie).not.toMatch(/domain/i)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('is refused with what somebody confirmed before', async () => {
    const { passkey, account } = await somebody()
    const browser = browse()
    const answer = passkey.answer(account, await browser.challenge())
    expect((await browser.ask('POST', '/sessions/passkey', answer)).status).toBe(200)
    const again = await browse().ask<{ type: string; detail: string }>('POST', '/sessions/passkey', answer)
    expect([again.status, kindOf(again.body)]).toEqual([403, 'SignInRefused'])
    expect(again.body.detail).toContain('no longer good')
    const many = passkey.answer(account, await browser.challenge())
    const statuses = await Promise.all(
      Array.from({ length: 5 }, async () => (await browse().ask('POST', '/sessions/passkey', many)).status),
    )
    expect(statuses.sort()).toEqual([200, 403, 403, 403, 403])
  })

  test.each([
    ['on another site', { origin: 'https://hurong.example.evil' }, 'another site'],
    ['in a frame of another site', { crossOrigin: true }, 'another site'],
    ['for another domain', { rpId: 'evil.example' }, 'no answer of a passkey'],
    ['by somebody the device did not recognise', { verified: false }, 'did not check that it is you'],
    ['as the making of a passkey', { type: 'webauthn.create' }, 'no answer of a passkey'],
  ] as const)('is refused with what was confirmed %s, and says so', async (_, changes, says) => {
    const { passkey, account } = await somebody()
    const browser = browse()
    const { status, body } = await browser.signIn(passkey, account, changes)
    expect([status, kindOf(body)]).toEqual([403, 'SignInRefused'])
    expect(body.detail).toContain(says)
    expect(await browser.isSignedIn()).toBe(false)
  })

  test('is refused with a challenge that was made up, is for another site, or too old', async () => {
    const { passkey, account } = await somebody()
    const browser = browse()
    const made: Hex = `0x${'11'.repeat(32)}`
    const old = await browser.challenge()
    signing.pass(3 * 60_000)
    for (const challenge of [made, old]) {
      const { status, body } = await browser.ask<{ detail: string }>(
        'POST',
        '/sessions/passkey',
        passkey.answer(account, challenge),
      )
      expect([status, body.detail]).toEqual([403, 'What you confirmed is no longer good. Try again.'])
    }
  })

  test('is refused with a passkey whose counter has gone back, as a copy’s would, and goes on with one that counts up', async () => {
    const { passkey, account } = await somebody()
    expect((await browse().signIn(passkey, account, { counter: 7 })).status).toBe(200)
    for (const counter of [7, 6, 0]) {
      const { status, body } = await browse().signIn(passkey, account, { counter })
      expect([status, body.detail]).toEqual([403, expect.stringContaining('counted backwards')])
    }
    expect((await browse().signIn(passkey, account, { counter: 8 })).status).toBe(200)
  })

  test('is refused with a changed answer, and with a passkey of another account', async () => {
    const [owner, other] = [await somebody(), await somebody()]
    const browser = browse()
    const answer = owner.passkey.answer(owner.account, await browser.challenge())
    const { signature } = other.passkey.answer(owner.account, await browser.challenge())
    expect((await browser.ask('POST', '/sessions/passkey', { ...answer, signature })).status).toBe(403)
    const { status, body } = await browser.signIn(other.passkey, owner.account)
    expect([status, body.detail]).toEqual([403, expect.stringContaining('does not open this account')])
  })

  test('says the same of an account somebody signed in to, of one nobody did, and of none at all', async () => {
    const [known, fresh, thief] = [await somebody(), await somebody(), await somebody()]
    await browse().signIn(known.passkey, known.account)
    const nobody: Hex = `0x${'de'.repeat(20)}`
    const contract = api.market.deployment.contracts.loans.toLowerCase() as Hex
    const answers = []
    for (const account of [known.account, fresh.account, nobody, contract]) {
      const { status, body } = await browse().signIn(thief.passkey, account)
      answers.push([status, body.type, body.detail])
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })

  test('from a page of another site is refused, whatever it brings', async () => {
    const { passkey, account } = await somebody()
    const browser = browse()
    const answer = passkey.answer(account, await browser.challenge())
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: '' }]) {
      const { status, body } = await browser.ask<{ type: string }>(
        'POST',
        '/sessions/passkey',
        answer,
        headers,
      )
      expect([status, kindOf(body)]).toEqual([403, 'OriginRefused'])
    }
    const { headers } = await browser.ask('GET', '/sessions/current', undefined, {
      origin: 'https://evil.example',
    })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  const sign = async (
    browser: ReturnType<typeof browse>,
    changes: Record<string, unknown> = {},
    signer = privateKeyToAccount(generatePrivateKey()),
  ) => {
    const message = createSiweMessage({
      ...{ address: signer.address, chainId: 31_337, domain: 'hurong.example', uri: site, version: '1' },
      nonce: (await browser.challenge()).slice(2),
      issuedAt: new Date(signing.now()),
      ...changes,
    })
    return {
      message,
      signature: await signer.signMessage({ message }),
      address: signer.address.toLowerCase(),
    }
  }

  test('with a wallet takes a signed message, once', async () => {
    const browser = browse()
    const { address, ...given } = await sign(browser)
    const { status, body } = await browser.ask('POST', '/sessions/ethereum', given)
    expect([status, body]).toEqual([200, { codeNeeded: false, account: address }])
    expect((await browse().ask('POST', '/sessions/ethereum', given)).status).toBe(403)
  })

  test.each([
    ['another site', { domain: 'evil.example', uri: 'https://evil.example' }],
    ['another page', { uri: 'https://evil.example/login' }],
    ['another chain', { chainId: 1 }],
    ['a time that is over', { expirationTime: new Date(1_600_000_000_000) }],
    ['a time to come', { notBefore: new Date(4_000_000_000_000) }],
    ['a challenge that was made up', { nonce: 'ab'.repeat(32) }],
    ['somebody else', { address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8' }],
  ])('with a wallet’s message for %s is refused', async (_, changes) => {
    const browser = browse()
    const { address: __, ...given } = await sign(browser, changes)
    const { status, body } = await browser.ask<{ type: string }>('POST', '/sessions/ethereum', given)
    expect([status, kindOf(body)]).toEqual([403, 'SignInRefused'])
  })

  test('with a wallet that is a contract asks the contract', async () => {
    const wallet = await deployContractWallet(api.market, 'alice')
    const { walletClient } = api.market.as.alice.context
    const browser = browse()
    const message = createSiweMessage({
      ...{ address: wallet.address, chainId: 31_337, domain: 'hurong.example', uri: site, version: '1' },
      nonce: (await browser.challenge()).slice(2),
      issuedAt: new Date(signing.now()),
    })
    const signature = await walletClient?.signMessage({ account: walletClient.account as never, message })
    const { status, body } = await browser.ask('POST', '/sessions/ethereum', { message, signature })
    expect([status, body]).toEqual([200, { codeNeeded: false, account: wallet.address.toLowerCase() }])
    await wallet.answer('no')
    expect((await browse().ask('POST', '/sessions/ethereum', { message, signature })).status).toBe(403)
  })
})
