import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Authenticator, addAuthenticator, type Passkey } from './authenticator.ts'
import { openPage, type PageOptions } from './browser.ts'
import type { Site } from './site.ts'
import { type InjectedWallet, injectWallet } from './wallet.ts'

/** A page of somebody with a device of their own. */
export interface Visitor {
  readonly page: Page
  readonly authenticator: Authenticator
}

/** Passkeys are for names, and a bare number is none. */
export const named = (origin: string) => origin.replace('127.0.0.1', 'localhost')

export const phone: PageOptions = { width: 390, height: 844, font: false }

/** Opens a page in a browser that knows nothing. @param synced Passkeys its device already has. */
export async function visitWith(
  browser: Browser,
  url: string,
  options: PageOptions = {},
  synced: readonly Passkey[] = [],
): Promise<Visitor> {
  const page = await openPage(browser, { font: false, ...options })
  const authenticator = await addAuthenticator(page, synced)
  await page.goto(named(url))
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, authenticator }
}

/** The address the account page shows. */
export const addressOn = async (page: Page) => (await page.locator('dd code').first().textContent()) ?? ''

/** Signs up with a passkey. */
export async function openAccount(browser: Browser, origin: string, options: PageOptions = {}) {
  const visited = await visitWith(browser, `${origin}/account`, options)
  await visited.page.getByRole('button', { name: '开户', exact: true }).click()
  await visited.page.getByText('账户已就绪').waitFor()
  return { ...visited, address: await addressOn(visited.page) }
}

/** The link a page shows to be handed over. */
export const linkOn = (page: Page, label: string) => page.getByLabel(label).inputValue()

/** The digits a page shows to be compared. */
export async function codeOn(page: Page): Promise<string | null> {
  const code = page.locator('[data-check]')
  await code.filter({ hasText: /\d{4} \d{4} \d{4}/ }).waitFor()
  return code.getAttribute('data-check')
}

/** Presses a button and waits until what it sends is done. */
export async function doneBy(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.locator('[data-tx="done"]').first().waitFor()
}

/**
 * Waits until something is done that anybody may do: the platform's keeper by itself, or who presses the button, whichever
 * comes first.
 * @param isDone Whether the page shows it.
 */
export async function doneByAnybody(
  page: Page,
  button: string,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const look = async () => {
    if (await isDone()) return true
    const shown = page.getByRole('button', { name: button })
    if ((await shown.count()) > 0 && (await page.locator('[data-tx]').count()) === 0)
      await shown.click({ timeout: 2_000 }).catch(() => {})
    return false
  }
  await expect.poll(look, { timeout: 40_000, interval: 500 }).toBe(true)
}

/** Goes to the account page and reads it anew. */
export async function toAccount(page: Page, { origin }: Pick<Site, 'origin'>): Promise<void> {
  await page.goto(`${named(origin)}/account`)
  await page.getByRole('heading', { name: '谁能确认' }).waitFor()
}

/** Has what was announced done once its wait is over. */
export async function afterTheWait(page: Page, site: Pick<Site, 'origin' | 'passTime'>): Promise<void> {
  await site.passTime(2 * 86_400)
  await toAccount(page, site)
  const announced = page.getByRole('heading', { name: '已公布、等候执行' })
  await doneByAnybody(page, '现在执行', async () => (await announced.count()) === 0)
}

/** Adds a second passkey of this device, and waits until it confirms. */
export async function addPasskeyHere(page: Page, site: Pick<Site, 'origin' | 'passTime'>): Promise<void> {
  await page.getByRole('button', { name: '用这台设备' }).click()
  await page.getByLabel('通行密钥的名字').fill('钥匙扣')
  await page.getByRole('button', { name: '制作通行密钥' }).click()
  await page.getByRole('button', { name: '加入账户' }).click()
  await page.getByText('已经公布，到期生效').waitFor()
  await afterTheWait(page, site)
}

/** Adds a second device by the links the two show each other. @returns the second device. */
export async function joinSecondDevice(
  first: Page,
  site: Pick<Site, 'origin' | 'browser'>,
): Promise<Visitor> {
  await first.getByRole('button', { name: '用另一台设备' }).click()
  const second = await visitWith(site.browser, await linkOn(first, '给另一台设备的链接'), phone)
  await second.page.getByRole('button', { name: '制作通行密钥' }).click()
  const code = await codeOn(second.page)
  await first.goto(await linkOn(second.page, '给原来设备的链接'))
  expect(await codeOn(first)).toBe(code)
  await first.getByLabel('给那台设备起个名字').fill('平板')
  await first.getByRole('button', { name: '两边数字一样' }).click()
  await first.getByText('一次确认先公布').waitFor()
  await first.getByRole('button', { name: '加入账户' }).click()
  await first.getByText('已经公布，到期生效').waitFor()
  await second.page.getByText('原来的设备已经公布').waitFor()
  expect(await second.page.getByLabel('给原来设备的链接').count()).toBe(0)
  return second
}

/** Puts a wallet into the browser and adds it to who confirms for the account. */
export async function addWalletHere(
  page: Page,
  site: Pick<Site, 'origin' | 'passTime' | 'platform'>,
): Promise<InjectedWallet> {
  const { rpcUrl, chainId } = await site.platform()
  const wallet = await injectWallet(page, { rpcUrl, chainId })
  await page.reload()
  await page.getByRole('button', { name: '用浏览器钱包' }).click()
  await page.getByRole('button', { name: wallet.name }).click()
  await page.getByRole('button', { name: '加入账户' }).click()
  await page.getByText('已经公布，到期生效').waitFor()
  await afterTheWait(page, site)
  return wallet
}

/** On the account page: lowers what new payees get within a day to 5. */
export async function limitNewPayees(page: Page): Promise<void> {
  const limits = page.locator('#limits')
  await limits.getByRole('button', { name: /^修改/ }).first().click()
  await limits.getByLabel('其中给新收款人最多').fill('5')
  await limits.getByRole('button', { name: '降低上限' }).click()
  await limits.getByText('其中给新收款人：已用0.00，上限5.00 TUSD').waitFor()
}

/** On the account page: lowers what is paid and invested within a day to 50, and to new payees to 5. */
export async function limitPayments(page: Page): Promise<void> {
  const limits = page.locator('#limits')
  await limits
    .getByRole('button', { name: /^(修改|Change)/ })
    .first()
    .click()
  await limits.getByLabel(/^(其中给新收款人最多|Of which to new payees)$/).fill('5')
  await limits.getByLabel(/^(一天一共最多|At most in a day)$/).fill('50')
  await limits.getByRole('button', { name: /^(降低上限|Lower the limit)$/ }).click()
  await limits.getByText(/(一共：已用0\.00，上限50\.00 TUSD|In all: 0\.00 used of 50\.00 TUSD)/).waitFor()
}

/** On the account page: has something about loans take two confirmations from now on. */
export async function haveTakeTwo(page: Page, call: string): Promise<void> {
  await page.locator('summary').filter({ hasText: /^借款/ }).click()
  const row = page.getByRole('listitem').filter({ has: page.getByText(call, { exact: true }) })
  await row.getByLabel('要').selectOption({ label: '确认两次' })
  await row.getByRole('button', { name: '收紧为“确认两次”' }).click()
  await row.getByText(/^平台原来的设定：/).waitFor()
}

/** Goes to the page of sign-ins and codes. */
export async function openSecurity(page: Page, { origin }: Pick<Site, 'origin'>): Promise<void> {
  await page.goto(`${named(origin)}/account/security`)
  await page.getByRole('heading', { level: 1 }).waitFor()
}

/** Begins to sign in, where a page offers it. */
export const signIn = (page: Page) => page.getByRole('button', { name: '登录', exact: true }).click()

/** Another browser that has a page's cookies and all that it keeps: the same person's, or a thief's. */
export async function withSessionOf(browser: Browser, page: Page, options: PageOptions = {}): Promise<Page> {
  const other = await openPage(browser, { font: false, ...options })
  await other.context().addCookies(await page.context().cookies())
  const kept = await page.evaluate(() => ({ ...localStorage }))
  await other.addInitScript((all) => {
    for (const [key, value] of Object.entries(all)) localStorage.setItem(key, String(value))
  }, kept)
  return other
}
