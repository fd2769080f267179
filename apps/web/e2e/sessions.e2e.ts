import type { CurrentSession } from '@hurong/sdk/api'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import type { PageOptions } from './browser.ts'
import { codeOf, turnCodesOn } from './codesApp.ts'
import { named, openAccount, openSecurity, phone, signIn, withSessionOf } from './ownAccount.ts'
import { standBefore } from './proxy.ts'
import { type Site, standOffline, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const signUp = (options: PageOptions = {}, origin = site.origin) => openAccount(site.browser, origin, options)
const devices = (page: Page) => page.getByRole('listitem').filter({ hasText: '上的Chrome' })

test('a person with a phone signs in by one confirmation, sees where, and signs out', async () => {
  const { page, authenticator } = await signUp(phone)
  await page.getByRole('link', { name: '登录与验证码' }).click()
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  expect(authenticator.ceremonies()).toEqual({ made: 1, confirmed: 1 })
  expect(await devices(page).count()).toBe(1)
  await page.reload()
  await page.getByText('本机', { exact: true }).waitFor()
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name.startsWith('__Host-'))
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })
  await page.getByRole('button', { name: /^退出/ }).first().click()
  await page.getByRole('button', { name: '登录', exact: true }).waitFor()
  await page.context().close()
})

test('a browser that knows nothing finds the account and signs in by the same one confirmation', async () => {
  const { page, authenticator } = await signUp()
  await page.evaluate(() => localStorage.clear())
  await page.goto(`${named(site.origin)}/account`)
  await signIn(page)
  await page.getByText('账户已就绪').waitFor()
  await openSecurity(page, site)
  await page.getByText('本机', { exact: true }).waitFor()
  expect(authenticator.ceremonies()).toEqual({ made: 1, confirmed: 1 })
  await page.context().close()
})

test('who does not confirm is told that nothing happened', async () => {
  const { page, authenticator } = await signUp()
  await openSecurity(page, site)
  await authenticator.recognises(false)
  await signIn(page)
  await page.getByText('没有确认，什么都没有发生').waitFor()
  await authenticator.recognises(true)
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  await page.context().close()
})

test('a sign-in somewhere else appears at once, and signing out everywhere ends it there too', async () => {
  const { page } = await signUp()
  await openSecurity(page, site)
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  // The same browser of another day: its cookies are gone, the other window still has them.
  const other = await withSessionOf(site.browser, page)
  await openSecurity(other, site)
  await other.getByText('本机', { exact: true }).waitFor()
  await page.context().clearCookies()
  await page.reload()
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  await expect.poll(() => devices(other).count(), { timeout: 10_000 }).toBe(2)
  await page.getByRole('button', { name: '全部退出' }).click()
  await page.getByRole('button', { name: '登录', exact: true }).waitFor()
  await other.getByRole('button', { name: '登录', exact: true }).waitFor({ timeout: 20_000 })
  await other.context().close()
  await page.context().close()
})

test('codes are a second step: asked for, told apart from wrong ones, and replaced by a recovery code', async () => {
  const { page } = await signUp(phone)
  await openSecurity(page, site)
  await signIn(page)
  const { secret, recovery } = await turnCodesOn(page)
  expect(recovery).toHaveLength(10)
  await page.getByText('还剩10个恢复码').waitFor()
  await page.getByRole('button', { name: '全部退出' }).click()
  await signIn(page)
  const field = page.getByLabel('输入应用里的6位验证码')
  await field.fill('000000')
  await signIn(page)
  await page.getByText('验证码不对').waitFor()
  // The code that turned them on was used; the next is good already.
  await field.fill(codeOf(secret, 1))
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  await page.getByRole('button', { name: '全部退出' }).click()
  await signIn(page)
  await field.fill(recovery[0] ?? '')
  await signIn(page)
  await page.getByText('还剩9个恢复码').waitFor()
  await page.context().close()
})

test('a person who signs in on a fresh browser and owes a code is asked for it on this page', async () => {
  const { page, authenticator } = await signUp()
  await openSecurity(page, site)
  await signIn(page)
  const { recovery } = await turnCodesOn(page)
  await page.context().clearCookies()
  await page.evaluate(() => localStorage.clear())
  await page.goto(`${named(site.origin)}/account`)
  await signIn(page)
  await page.getByText('账户已就绪').waitFor()
  const before = authenticator.ceremonies().confirmed
  await page.getByRole('link', { name: '登录与验证码' }).click()
  await page.getByLabel('输入应用里的6位验证码').fill(recovery[1] ?? '')
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  expect(authenticator.ceremonies().confirmed).toBe(before)
  await page.context().close()
})

test('whoever has stolen the session neither turns codes off nor moves them to a phone of their own', async () => {
  const { page } = await signUp()
  await openSecurity(page, site)
  await signIn(page)
  const { secret } = await turnCodesOn(page)
  const stolen = await withSessionOf(site.browser, page, phone)
  await openSecurity(stolen, site)
  for (const [way, field] of [
    ['换到另一部手机', '先输入旧手机上的验证码'],
    ['关闭验证码', '输入验证码来关闭'],
  ] as const) {
    await stolen.getByRole('button', { name: way }).click()
    await stolen.getByLabel(field).fill('000000')
    await stolen.getByRole('button', { name: way }).click()
    await stolen.getByText('验证码不对').waitFor()
    await stolen.getByRole('button', { name: '取消' }).click()
  }
  expect(await stolen.getByRole('img', { name: '给验证器应用的二维码' }).count()).toBe(0)
  await stolen.context().close()
  // The owner, who has the code, does both.
  await page.getByRole('button', { name: '关闭验证码' }).click()
  await page.getByLabel('输入验证码来关闭').fill(codeOf(secret, 1))
  await page.getByRole('button', { name: '关闭验证码' }).click()
  await page.getByRole('button', { name: '开启验证码' }).waitFor()
  await page.context().close()
})

test('a wallet signs in by a message', async () => {
  const account = await site.accountOf('investor')
  const page = await site.openAs(account.address, '/account/security')
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  const { session } = await page.evaluate(async () => {
    const response = await fetch('/api/v1/sessions/current')
    return (await response.json()) as CurrentSession
  })
  expect(session?.account).toBe(account.address.toLowerCase())
  await page.context().close()
})

test('with the server gone the page says so, and what else works', async () => {
  const before = await standBefore(site.origin)
  const { page } = await signUp({}, before.origin)
  await openSecurity(page, before)
  await standOffline(page)
  await before.takeAway()
  await openSecurity(page, before)
  await page.getByText('这一部分需要服务器').waitFor()
  await page.context().close()
})

for (const [look, options] of Object.entries({
  'on a desktop, light': { theme: 'light', width: 1440 },
  'on a phone, dark': { theme: 'dark', width: 390 },
} as const))
  test(`axe finds nothing serious in what the signed in see ${look}`, async () => {
    const { page } = await signUp(options)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await openSecurity(page, site)
    await signIn(page)
    await page.getByRole('button', { name: '开启验证码' }).click()
    await page.getByRole('img', { name: '给验证器应用的二维码' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.context().close()
  })

test('everything is reached and done with the keyboard alone', async () => {
  const { page } = await signUp()
  await openSecurity(page, site)
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.press('Enter')
  }
  await press('登录')
  await page.getByText('本机', { exact: true }).waitFor()
  await press('开启验证码')
  await page.getByRole('img', { name: '给验证器应用的二维码' }).waitFor()
  const secret = (await page.getByText('扫不了就手动输入').locator('code').textContent()) ?? ''
  await page.keyboard.type(codeOf(secret))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '请保存这些恢复码' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('请保存这些恢复码')
  await page.context().close()
})
