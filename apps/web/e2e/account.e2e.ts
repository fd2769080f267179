import type { LoanSummary } from '@hurong/sdk/api'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Authenticator } from './authenticator.ts'
import type { PageOptions } from './browser.ts'
import { inFundingOf } from './holders.ts'
import { confirmFunding, openLoan } from './investing.ts'
import { addressOn, named, openAccount, phone, visitWith } from './ownAccount.ts'
import { standBefore } from './proxy.ts'
import { type Site, standOffline, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const visit = (path: string, options: PageOptions = {}, origin = site.origin) =>
  visitWith(site.browser, origin + path, options)
const signUp = (options: PageOptions = {}, origin = site.origin) => openAccount(site.browser, origin, options)

async function fund(page: Page, loan: LoanSummary, amount: string) {
  await page.goto(`${new URL(page.url()).origin}/loans/${loan.number}/fund`)
  await confirmFunding(page, amount)
}

const inFunding = (address: string) => inFundingOf(site, address)
const confirmedOnce = ({ ceremonies }: Authenticator) =>
  expect(ceremonies()).toEqual({ made: 1, confirmed: 1 })

test('a person with a phone signs up and makes a first investment: two ceremonies, no gas', async () => {
  const { page, authenticator, address } = await signUp(phone)
  // Whoever pressed a button that is gone goes on from the heading of what stands in its place.
  expect(await page.locator('h1:focus').textContent()).toBe('我的账户')
  await fund(page, await openLoan(site.origin), '100')
  await page.getByText(/^完成：您持有100/).waitFor()
  confirmedOnce(authenticator)
  await expect.poll(() => inFunding(address), { timeout: 30_000 }).toContain('100000000')
  await page.goto(`${named(site.origin)}/account`)
  await page.getByText('已建好').waitFor()
  await page.context().close()
})

test('who does not confirm is told that nothing happened, and can try again', async () => {
  const { page, authenticator } = await visit('/account')
  await authenticator.recognises(false)
  await page.getByRole('button', { name: '开户', exact: true }).click()
  await page.getByText('没有确认，什么都没有发生').waitFor()
  await authenticator.recognises(true)
  await page.getByRole('button', { name: '开户', exact: true }).click()
  await page.getByText('账户已就绪').waitFor()
  const loan = await openLoan(site.origin)
  await authenticator.recognises(false)
  await fund(page, loan, '100')
  await page.locator('[data-tx="cancelled"]').waitFor()
  await authenticator.recognises(true)
  await page.getByRole('button', { name: /^确认付/ }).click()
  await page.getByText(/^完成：您持有100/).waitFor()
  await page.context().close()
})

test('a browser that knows nothing finds the account again by its passkey alone', async () => {
  const { page, address } = await signUp()
  await page.evaluate(() => localStorage.clear())
  await page.goto(`${named(site.origin)}/account`)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('账户已就绪').waitFor()
  expect(await addressOn(page)).toBe(address)
  await page.context().close()
})

test('a passkey of another account is told that it has none here', async () => {
  const { page } = await visit('/account')
  await page.evaluate(async () => {
    await navigator.credentials.create({
      publicKey: {
        rp: { id: location.hostname, name: 'Somebody' },
        user: { id: new Uint8Array(16), name: 'x', displayName: 'x' },
        challenge: new Uint8Array(32),
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      },
    })
  })
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText('这把通行密钥在这里还没有账户').waitFor()
  await page.context().close()
})

test('at a bare number passkeys do not work, and the page says where they do', async () => {
  const page = await site.open('/account')
  await page.getByRole('link', { name: /^改用 localhost:/ }).waitFor()
  await page.context().close()
})

test('with the server gone the account still moves: another wallet carries what its owner confirmed', async () => {
  const before = await standBefore(site.origin)
  const { page, authenticator, address } = await signUp({}, before.origin)
  const loan = await openLoan(site.origin)
  await fund(page, loan, '120')
  await page.getByText(/^完成：您持有120/).waitFor()
  await expect.poll(() => inFunding(address), { timeout: 30_000 }).toContain('120000000')
  await standOffline(page)
  await before.takeAway()
  await fund(page, loan, '30')
  await page.locator('[data-tx="done"]').waitFor()
  expect(authenticator.ceremonies()).toEqual({ made: 1, confirmed: 2 })
  await expect.poll(() => inFunding(address), { timeout: 30_000 }).toContain('150000000')
  await page.context().close()
})
