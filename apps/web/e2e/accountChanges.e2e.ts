import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { confirmFunding, openLoan } from './investing.ts'
import {
  addPasskeyHere,
  addressOn,
  addWalletHere,
  afterTheWait,
  codeOn,
  doneBy,
  joinSecondDevice,
  linkOn,
  named,
  openAccount,
  phone,
  toAccount,
  visitWith,
} from './ownAccount.ts'
import { misfits } from './reflow.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

test('a second device joins by a link with the same digits on both, and finds the account from any browser', async () => {
  const { page, address } = await openAccount(site.browser, site.origin, phone)
  const second = await joinSecondDevice(page, site)
  await toAccount(page, site)
  await page.getByText('加入确认方式：平板').waitFor()
  await afterTheWait(page, site)
  await page.getByText('平板', { exact: true }).waitFor()
  await second.page.getByRole('button', { name: '进入账户' }).click()
  await second.page.getByRole('heading', { name: '谁能确认' }).waitFor()
  expect(await addressOn(second.page)).toBe(address)
  const fresh = await visitWith(
    ...([site.browser, `${site.origin}/account`, phone, await second.authenticator.passkeys()] as const),
  )
  await fresh.page.getByRole('button', { name: '登录', exact: true }).click()
  await fresh.page.getByRole('heading', { name: '谁能确认' }).waitFor()
  expect(await addressOn(fresh.page)).toBe(address)
  // Who confirms second is chosen from now on; the names of it widen no phone's page.
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.getByRole('button', { name: 'Name trustees' }).click()
  await page.getByLabel('Second confirmation with').waitFor()
  expect(await misfits(page)).toEqual([])
  await Promise.all([page, second.page, fresh.page].map((one) => one.context().close()))
})

test('a device whose link was swapped on the way shows other digits, and a stranger is let in nowhere', async () => {
  const { page, address } = await openAccount(site.browser, site.origin)
  await page.getByRole('button', { name: '用另一台设备' }).click()
  const second = await visitWith(site.browser, await linkOn(page, '给另一台设备的链接'))
  await second.page.getByRole('button', { name: '制作通行密钥' }).click()
  const code = await codeOn(second.page)
  const link = await linkOn(second.page, '给原来设备的链接')
  const swapped = link.replace(/key=0x../, (key) => `${key.slice(0, -2)}${key.endsWith('00') ? '11' : '00'}`)
  await page.goto(link)
  expect(await codeOn(page)).toBe(code)
  await page.getByRole('button', { name: '两边数字一样' }).click()
  await page.getByRole('button', { name: '加入账户' }).waitFor()
  // Digits that were compared on this page are no answer to another link opened on it.
  await page.goto(swapped)
  expect(await codeOn(page)).not.toBe(code)
  expect(await page.getByRole('button', { name: '加入账户' }).count()).toBe(0)
  // Nobody confirmed: signing in with it tells that it is none of the account's.
  await second.page.evaluate(() => localStorage.clear())
  await second.page.goto(`${named(site.origin)}/account`)
  await second.page.getByRole('button', { name: '登录', exact: true }).click()
  await second.page.getByText('这把通行密钥在这里还没有账户').waitFor()
  expect(address).toMatch(/^0x/)
  await Promise.all([page, second.page].map((one) => one.context().close()))
})

test('a lost device is removed by the other, and is refused with the reason', async () => {
  const lost = await openAccount(site.browser, site.origin, phone)
  const other = await joinSecondDevice(lost.page, site)
  await afterTheWait(lost.page, site)
  await other.page.getByRole('button', { name: '进入账户' }).click()
  const row = other.page.getByRole('listitem').filter({ hasText: '在别的设备' })
  await row.getByRole('button', { name: '移除', exact: true }).click()
  await other.page.getByText('一次确认先公布').waitFor()
  await doneBy(other.page, '移除这一把')
  await afterTheWait(other.page, site)
  await lost.page.goto(`${named(site.origin)}/loans/${(await openLoan(site.origin)).number}/fund`)
  await confirmFunding(lost.page, '100')
  await lost.page.getByText(/这把通行密钥已被移出账户/).waitFor()
  await toAccount(lost.page, site)
  await lost.page.getByRole('alert').getByText('这把通行密钥已被移出账户').waitFor()
  await lost.page.getByRole('button', { name: '从这个浏览器忘掉' }).click()
  await lost.page.getByRole('button', { name: '登录', exact: true }).click()
  await lost.page.getByText('这把通行密钥已被移出它的账户').waitFor()
  // The only one that is left stays.
  await toAccount(other.page, site)
  await other.page.getByText('唯一的一把不能移除').waitFor()
  await Promise.all([lost.page, other.page].map((one) => one.context().close()))
})

/** Fills in the limits of the first currency. */
async function fillLimits(page: Page, payments: string, newPayees: string): Promise<void> {
  await page.getByLabel('一天一共最多').fill(payments)
  await page.getByLabel('其中给新收款人最多').fill(newPayees)
}

test('limits are lowered at once, raised only after the wait, and what was announced is taken back', async () => {
  const { page } = await openAccount(site.browser, site.origin, phone)
  const first = page.getByRole('button', { name: /^修改.*上限$/ }).first()
  await first.click()
  await fillLimits(page, '20', '50')
  await page.getByText('不能超过一天的总数').waitFor()
  expect(await page.getByRole('button', { name: '降低上限' }).isDisabled()).toBe(true)
  await fillLimits(page, '50', '20')
  await page.getByText('一次确认，马上生效。').waitFor()
  await page.getByRole('button', { name: '降低上限' }).click()
  await page.getByText('一共：已用0.00，上限50.00 TUSD', { exact: true }).waitFor()
  const raise = async () => {
    await fillLimits(page, '500', '20')
    await page.getByText('一次确认先公布').waitFor()
    await doneBy(page, '提高上限')
    await page.getByText(/一天的上限改为500\.00 TUSD/).waitFor()
  }
  await raise()
  await page.getByRole('button', { name: '撤回', exact: true }).click()
  await page.getByRole('button', { name: '确认撤回' }).click()
  await page.getByRole('heading', { name: '已公布、等候执行' }).waitFor({ state: 'detached' })
  await toAccount(page, site)
  await first.click()
  await raise()
  await page.getByText('一共：已用0.00，上限50.00 TUSD', { exact: true }).waitFor()
  await afterTheWait(page, site)
  await page.getByText('一共：已用0.00，上限500.00 TUSD', { exact: true }).waitFor()
  await page.context().close()
})

test('what the account may do is narrowed at once; then it does it no more', async () => {
  const { page } = await openAccount(site.browser, site.origin)
  await page.locator('summary').filter({ hasText: /^借款/ }).click()
  const row = page.getByRole('listitem').filter({ has: page.getByText('投资一笔借款', { exact: true }) })
  await row.getByLabel('要').selectOption({ label: '不允许' })
  await row.getByText('一次确认，马上生效。').waitFor()
  await row.getByRole('button', { name: '收紧为“不允许”' }).click()
  await row.getByText('平台原来的设定：上限以内确认一次').waitFor()
  await page.goto(`${named(site.origin)}/loans/${(await openLoan(site.origin)).number}/fund`)
  await confirmFunding(page, '100')
  await page
    .getByText(/账户不(做|能|允许|让)|不在/)
    .first()
    .waitFor()
  await page.context().close()
})

test('with two passkeys at hand both are asked in a row, and a large change holds at once', async () => {
  const { page, authenticator } = await openAccount(site.browser, site.origin)
  await addPasskeyHere(page, site)
  const before = authenticator.ceremonies().confirmed
  await page
    .getByRole('button', { name: /^修改.*上限$/ })
    .first()
    .click()
  await page.getByLabel('一天一共最多').fill('8000')
  await page.getByText('要连续确认两次，马上生效。').waitFor()
  await page.getByRole('button', { name: '提高上限' }).click()
  await page.getByText('一共：已用0.00，上限8,000.00 TUSD', { exact: true }).waitFor()
  expect(authenticator.ceremonies().confirmed).toBe(before + 2)
  await page.context().close()
})

test('a wallet of the browser becomes a second factor, and confirms what it signs as readable data', async () => {
  const { page } = await openAccount(site.browser, site.origin)
  const wallet = await addWalletHere(page, site)
  await page
    .getByRole('button', { name: /^修改.*上限$/ })
    .first()
    .click()
  await page.getByLabel('一天一共最多').fill('9000')
  await page.getByText('要连续确认两次，马上生效。').waitFor()
  wallet.answer = 'decline'
  await page.getByRole('button', { name: '提高上限' }).click()
  await page.locator('[data-tx="cancelled"]').waitFor()
  wallet.answer = 'agree'
  await page.getByRole('button', { name: '提高上限' }).click()
  await page.getByText('一共：已用0.00，上限9,000.00 TUSD', { exact: true }).waitFor()
  expect(wallet.asked).toContain('eth_signTypedData_v4')
  expect(wallet.asked).not.toContain('personal_sign')
  await page.context().close()
})

/** Opens all that can be opened on the account page. */
async function openEverything(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await page.getByRole('button', { name, exact: true }).click()
  for (const summary of await page.locator('summary').all()) await summary.click()
}

const looks = [
  [
    'in Chinese on a desktop, light',
    { locale: 'zh-CN', theme: 'light', width: 1440 },
    ['开户', '改名', '用另一台设备', '指定找回人', '让别人指定我'],
  ],
  [
    'in English on a small phone, dark',
    { locale: 'en-GB', theme: 'dark', width: 320, height: 700, font: true },
    ['Open account', 'Rename', 'With another device', 'Name trustees', 'Let others name me'],
  ],
] as const

test.each(looks)('all of the account page is readable and fits %s', async (_look, options, names) => {
  const [open, ...others] = names
  const { page } = await visitWith(site.browser, `${site.origin}/account`, options)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('button', { name: open, exact: true }).click()
  await page.getByRole('heading', { level: 2 }).nth(3).waitFor()
  await page.locator('summary').first().waitFor()
  await openEverything(page, others)
  await expect.poll(() => seriousFindings(page), { timeout: 15_000 }).toEqual([])
  expect(await misfits(page)).toEqual([])
  await page.context().close()
})
