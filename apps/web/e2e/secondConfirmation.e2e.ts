import type { LoanSummary } from '@hurong/sdk/api'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { inFundingOf } from './holders.ts'
import { confirmFunding, openLoan } from './investing.ts'
import { tabTo } from './keyboard.ts'
import {
  addPasskeyHere,
  addWalletHere,
  afterTheWait,
  haveTakeTwo,
  limitPayments,
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

const more = (page: Page) => page.getByRole('region', { name: '确认两次，或公布后等待' })
const fundPage = ({ number }: LoanSummary) => `${named(site.origin)}/loans/${number}/fund`
const inFunding = (address: string) => inFundingOf(site, address)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

test('lending over the limit tells the figures, and is done at once with a second passkey, by keyboard too', async () => {
  const { page, address, authenticator } = await openAccount(site.browser, site.origin)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await addPasskeyHere(page, site)
  await limitPayments(page)
  const loan = await openLoan(site.origin)
  await page.goto(fundPage(loan))
  await confirmFunding(page, '40')
  await page.getByText(/^完成：您持有40/).waitFor()
  await page.goto(fundPage(loan))
  await confirmFunding(page, '100')
  await page
    .getByText('这笔100.00 TUSD，连同一天内已付出和投资的40.00 TUSD，超过账户的上限50.00 TUSD')
    .waitFor()
  await more(page).getByText('要连续确认两次').waitFor()
  expect(await focused(page)).toBe('确认两次，现在就能办')
  expect(await seriousFindings(page)).toEqual([])
  const { confirmed } = authenticator.ceremonies()
  const again = more(page).getByRole('button', { name: '确认两次，现在就办' })
  expect(await tabTo(page, again)).toEqual([])
  await authenticator.recognises(false)
  await page.keyboard.press('Enter')
  await page.locator('[data-tx="cancelled"]').waitFor()
  await authenticator.recognises(true)
  await again.click()
  await page.getByText(/^完成：您持有140/).waitFor()
  expect(authenticator.ceremonies().confirmed).toBe(confirmed + 2)
  await more(page).waitFor({ state: 'detached' })
  await expect.poll(() => inFunding(address), { timeout: 30_000 }).toContain('140000000')
  await page.context().close()
})

/** Funds a loan with 100, has taking it back take two confirmations, and presses for it. @returns the sheet it is asked in. */
async function askToTakeBack(page: Page) {
  const loan = await openLoan(site.origin)
  await page.goto(fundPage(loan))
  await confirmFunding(page, '100')
  await page.getByText(/^完成：您持有100/).waitFor()
  await toAccount(page, site)
  await haveTakeTwo(page, '撤回投资')
  await page.goto(`${named(site.origin)}/loans/${loan.number}`)
  await page.getByRole('button', { name: /^撤回 100/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^撤回 100/ }).click()
  await sheet.getByText('这要第二次确认').waitFor()
  return sheet
}

const takenBack = (sheet: Locator) =>
  sheet
    .getByLabel('凭证')
    .getByText(/^100\.00/)
    .waitFor()

test('what a sheet sends goes on in the sheet, and ends with its receipt', async () => {
  const { page } = await openAccount(site.browser, site.origin, phone)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await addPasskeyHere(page, site)
  const sheet = await askToTakeBack(page)
  await sheet.getByRole('link', { name: '看账户能做什么' }).waitFor()
  expect(await misfits(page)).toEqual([])
  await sheet.getByRole('button', { name: '确认两次，现在就办' }).click()
  await takenBack(sheet)
  await page.context().close()
})

test('a wallet of the browser confirms second in the same place; who declines there can try again', async () => {
  const { page, authenticator } = await openAccount(site.browser, site.origin)
  const wallet = await addWalletHere(page, site)
  const sheet = await askToTakeBack(page)
  const { confirmed } = authenticator.ceremonies()
  const again = sheet.getByRole('button', { name: '确认两次，现在就办' })
  wallet.answer = 'decline'
  await again.click()
  await sheet.locator('[data-tx="cancelled"]').waitFor()
  wallet.answer = 'agree'
  await again.click()
  await takenBack(sheet)
  expect(wallet.asked.filter((method) => method === 'eth_signTypedData_v4')).toHaveLength(2)
  expect(authenticator.ceremonies().confirmed).toBe(confirmed + 2)
  await page.context().close()
})

test('who has one passkey announces the very same, and after the wait it is done without them', async () => {
  const { page, address } = await openAccount(site.browser, site.origin, phone)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await haveTakeTwo(page, '投资一笔借款')
  const loan = await openLoan(site.origin)
  await page.goto(fundPage(loan))
  await confirmFunding(page, '100')
  await more(page).getByText('这个账户只有一种确认方式').waitFor()
  await more(page).getByRole('link', { name: '加一种确认方式' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await misfits(page)).toEqual([])
  await more(page).getByRole('button', { name: '公布，等待后办' }).click()
  await more(page)
    .getByText(/^已经公布，.*起自动办$/)
    .waitFor()
  expect(await focused(page)).toMatch(/^已经公布/)
  // Announced is not done: nothing was paid, and no receipt is shown.
  expect(await page.getByText(/^完成：您持有/).count()).toBe(0)
  await page.getByRole('button', { name: /^确认付/ }).click()
  await more(page).getByText('已经公布、还在等的有1件').waitFor()
  await more(page).getByRole('link', { name: '查看或撤回' }).click()
  await page.getByText(`投资L-${loan.number}：100.00 TUSD`).waitFor()
  expect(await inFunding(address)).not.toContain('100000000')
  await afterTheWait(page, site)
  await expect.poll(() => inFunding(address), { timeout: 30_000 }).toContain('100000000')
  await page.context().close()
})

test('the same is readable and fits in English on a small phone, dark', async () => {
  const options = { locale: 'en-GB', theme: 'dark', width: 320, height: 700, font: true } as const
  const { page } = await visitWith(site.browser, `${site.origin}/account`, options)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('button', { name: 'Open account', exact: true }).click()
  await page.locator('summary').first().waitFor()
  await limitPayments(page)
  await page.goto(fundPage(await openLoan(site.origin)))
  await page.getByLabel('How much do you put in').fill('100')
  await page.getByRole('button', { name: /^Check/ }).click()
  await page.getByRole('radio', { name: 'I may not get it back; at worst I lose all' }).check()
  await page.getByRole('button', { name: /^Go on with/ }).click()
  await page.getByRole('button', { name: /^Confirm/ }).click()
  await page.getByText(/with 0\.00 TUSD paid out and invested already within a day/).waitFor()
  await page.getByRole('button', { name: 'Announce it' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await misfits(page)).toEqual([])
  await page.context().close()
})
