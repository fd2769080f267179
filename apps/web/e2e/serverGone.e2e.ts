import type { LoanSummary, Page, Participant, Portfolio } from '@hurong/sdk/api'
import type { Page as BrowserPage } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { openPage } from './browser.ts'
import { claimAll } from './investing.ts'
import { standBefore } from './proxy.ts'
import { actAs, type Site, standOffline, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

/** A demonstration investor with something to claim. */
async function someoneWithCash(): Promise<string> {
  for (const { address, role } of await site.accounts()) {
    if (role !== 'investor') continue
    const { currencies } = await site.ask<Portfolio>(`/portfolios/${address}`)
    if (currencies.some(({ claimable }) => BigInt(claimable) > 0n)) return address
  }
  throw new Error('No demonstration investor has anything to claim.')
}

/** A demonstration borrower with a loan to pay. */
async function someoneWhoOwes(): Promise<string> {
  for (const { address, role, participantId } of await site.accounts()) {
    if (role !== 'borrower' || participantId === null) continue
    const { items } = await site.ask<Page<LoanSummary>>(`/loans?borrower=${participantId}&status=active,late`)
    if (items.length > 0) return address
  }
  throw new Error('No demonstration borrower has a running loan.')
}

/** Opens the site as somebody, waits until it is kept, and takes its server away. */
async function siteWithoutServer(address?: string): Promise<{ page: BrowserPage; origin: string }> {
  const { origin, takeAway } = await standBefore(site.origin)
  const page = await openPage(site.browser, { font: false })
  if (address) await actAs(page, address)
  await page.goto(origin)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(
    () =>
      localStorage.getItem('hurong.platform') !== null &&
      localStorage.getItem('hurong.demonstrationAccounts') !== null,
  )
  await standOffline(page)
  await takeAway()
  return { page, origin }
}

test('with the server gone the site loads, says so, and an investor still claims all', async () => {
  const { page, origin } = await siteWithoutServer(await someoneWithCash())
  await page.goto(`${origin}/portfolio`)
  await page.getByText('服务中断，账在链上：仍可还款、领取').waitFor()
  await claimAll(page)
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
  await page
    .getByText(/^P-\d{4}(投出|领取)/)
    .first()
    .waitFor()
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

test('with the server gone the record of who is in default still counts what is due and unpaid', async () => {
  const [loan] = await site.loans('status=defaulted&limit=1')
  const { unpaid } = await site.ask<Participant>(`/participants/${loan?.borrowerId}`)
  const { page, origin } = await siteWithoutServer()
  await page.goto(`${origin}/participants/${loan?.borrowerId}`)
  await page.getByText('服务中断，账在链上：仍可还款、领取').waitFor()
  await page.getByText(`${unpaid.length}期到期未还`).first().waitFor()
  await page.context().close()
})

test('with the server gone home and market show the latest loans, step by step, and say so', async () => {
  const { page, origin } = await siteWithoutServer()
  await page.goto(origin)
  await page.getByRole('heading', { name: '链上最近的借款' }).waitFor()
  const row = page.getByRole('table').locator('tbody tr')
  await expect.poll(() => row.count(), { timeout: 30_000 }).toBe(8)
  expect(await seriousFindings(page)).toEqual([])
  await page.goto(`${origin}/market?status=all`)
  await page.getByText('服务中断：下面直接读自链上，每次读最近的24笔').waitFor()
  await expect.poll(() => row.count(), { timeout: 30_000 }).toBe(24)
  await page.getByRole('button', { name: '读更早的24笔' }).click()
  await expect.poll(() => row.count(), { timeout: 30_000 }).toBe(48)
  await page.getByLabel('状态', { exact: true }).selectOption({ label: '可投资' })
  await page
    .getByRole('link', { name: /^投资 L-/ })
    .first()
    .waitFor()
  expect(await page.getByText('按时在还').count()).toBe(0)
  await page.context().close()
})

test('with the server gone a borrower works a loan out, asks for it and finds it among theirs', async () => {
  const borrower = (await site.accounts()).findLast(({ role }) => role === 'borrower')
  const { page, origin } = await siteWithoutServer(borrower?.address)
  await page.goto(`${origin}/borrow`)
  await page.getByRole('button', { name: '按这个申请' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^提交申请：借/ }).click()
  await sheet.getByText('申请已上链，开始筹款').waitFor()
  await sheet.getByRole('link', { name: '看筹款进度' }).click()
  await page
    .getByText(/^已筹0\.00/)
    .first()
    .waitFor()
  await page.context().close()
})
