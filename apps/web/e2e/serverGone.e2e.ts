import type { DemonstrationAccount, LoanSummary, Page, Portfolio } from '@hurong/sdk/api'
import type { Browser, Page as BrowserPage } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { launchBrowser, openPage } from './browser.ts'
import { type RunningPlatform, startPlatform } from './platform.ts'
import { standBefore } from './proxy.ts'

let platform: RunningPlatform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform(), launchBrowser()])
}, 600_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

const ask = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${platform.origin}/api/v1${path}`)).json()) as T

/** A demonstration investor with something to claim. */
async function someoneWithCash(): Promise<string> {
  const { items } = await ask<Page<DemonstrationAccount>>('/demonstration/accounts')
  for (const { address, role } of items) {
    if (role !== 'investor') continue
    const { currencies } = await ask<Portfolio>(`/portfolios/${address}`)
    if (currencies.some(({ claimable }) => BigInt(claimable) > 0n)) return address
  }
  throw new Error('No demonstration investor has anything to claim.')
}

/** A demonstration borrower with a loan to pay. */
async function someoneWhoOwes(): Promise<string> {
  const { items } = await ask<Page<DemonstrationAccount>>('/demonstration/accounts')
  for (const { address, role, participantId } of items) {
    if (role !== 'borrower' || participantId === null) continue
    const { items } = await ask<Page<LoanSummary>>(`/loans?borrower=${participantId}&status=active,late`)
    if (items.length > 0) return address
  }
  throw new Error('No demonstration borrower has a running loan.')
}

/** Opens the site as somebody, waits until it is kept, and takes its server away. */
async function siteWithoutServer(address?: string): Promise<{ page: BrowserPage; origin: string }> {
  const { origin, takeAway } = await standBefore(platform.origin)
  const page = await openPage(browser, { font: false })
  if (address)
    await page.addInitScript(
      (account) => localStorage.setItem('hurong.account', account),
      `demonstration:${address.toLowerCase()}`,
    )
  await page.goto(origin)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(
    () =>
      localStorage.getItem('hurong.platform') !== null &&
      localStorage.getItem('hurong.demonstrationAccounts') !== null,
  )
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await takeAway()
  return { page, origin }
}

test('with the server gone the site loads, says so, and an investor still claims all', async () => {
  const { page, origin } = await siteWithoutServer(await someoneWithCash())
  await page.goto(`${origin}/portfolio`)
  await page.getByText('服务中断，账在链上：仍可还款、领取').waitFor()
  await page.getByRole('button', { name: '全部领取' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确认领取/ })
    .click()
  await page.locator('[data-tx="done"]').waitFor()
  expect(await page.locator('[data-tx="failed"]').count()).toBe(0)
  await page.context().close()
})

test('with the server gone a borrower still pays', async () => {
  const { page, origin } = await siteWithoutServer(await someoneWhoOwes())
  await page.goto(`${origin}/my-loans`)
  await page.getByText('服务中断，账在链上：仍可还款、领取').waitFor()
  await page.getByRole('button', { name: '还这一期' }).first().click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('还多少').fill('1')
  await sheet.getByRole('button', { name: '确认还 1.00' }).click()
  await page.locator('[data-tx="done"]').waitFor()
  await page.context().close()
})

test('with the server gone a loan shows its schedule, holders and history, and is recomputed equal', async () => {
  const { page, origin } = await siteWithoutServer()
  await page.goto(`${origin}/explorer`)
  await page.getByRole('heading', { name: '发生过的事' }).waitFor()
  await page.locator('main li a[href^="/loans/"]').first().click()
  await page.getByRole('heading', { name: '还款计划' }).waitFor()
  await page.getByRole('heading', { name: '谁在出资' }).waitFor()
  const number = new URL(page.url()).pathname.split('/').at(-1)
  await page.goto(`${origin}/explorer?q=L-${number}`)
  await page.getByText('重算相等').first().waitFor()
  expect(await page.getByText('重算不等').count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await page.context().close()
})
