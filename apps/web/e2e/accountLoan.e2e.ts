import type { LoanDetail } from '@hurong/sdk/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimableOf } from './holders.ts'
import { claimAll, confirmFunding } from './investing.ts'
import { named, openAccount, phone } from './ownAccount.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

test('two people with a phone lend and borrow from the request to the last cent, each step by one confirmation', async () => {
  const borrower = await openAccount(site.browser, site.origin, phone)
  const lender = await openAccount(site.browser, site.origin, phone)
  const confirmed = () => [borrower, lender].map(({ authenticator }) => authenticator.ceremonies().confirmed)
  const go = (page: typeof borrower.page, path: string) => page.goto(named(site.origin) + path)

  const newest = async () => (await site.loans('limit=1&sort=newest'))[0]
  const before = (await newest())?.number
  await go(borrower.page, '/borrow')
  await borrower.page.getByLabel('借多少').first().fill('1000')
  await borrower.page.getByRole('button', { name: '按这个申请' }).click()
  const asking = borrower.page.getByRole('dialog')
  await asking.getByRole('button', { name: /^提交申请：借/ }).click()
  await asking.getByText('申请已上链，开始筹款').waitFor()
  await expect.poll(async () => (await newest())?.number, { timeout: 30_000 }).not.toBe(before)
  const number = (await newest())?.number
  const loanNow = () => site.ask<LoanDetail>(`/loans/${number}`)
  expect(confirmed()).toEqual([1, 0])

  await go(lender.page, `/loans/${number}/fund`)
  await confirmFunding(lender.page, '1000')
  await lender.page.getByText(/^完成：您持有1,000/).waitFor()
  expect(confirmed()).toEqual([1, 1])

  await expect.poll(async () => (await loanNow()).status, { timeout: 30_000 }).toBe('funded')
  const { drawableFrom } = await loanNow()
  await site.passTime((drawableFrom ?? 0) - (await site.platform()).head.time)
  await go(borrower.page, '/my-loans')
  await borrower.page.getByRole('button', { name: /^提款/ }).click()
  // The receipt of the draw stays above the loan that runs now.
  await borrower.page.getByRole('button', { name: '还这一期' }).first().waitFor()
  await borrower.page.getByLabel('凭证', { exact: true }).getByText('已到您账户').waitFor()
  await expect.poll(async () => (await loanNow()).status, { timeout: 30_000 }).toBe('active')

  const pay = async (open: string, confirm: RegExp) => {
    await borrower.page.getByRole('button', { name: open }).first().click()
    const sheet = borrower.page.getByRole('dialog')
    await sheet.getByRole('button', { name: confirm }).click()
    await sheet.getByLabel('凭证', { exact: true }).waitFor()
    await borrower.page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
  }
  await pay('还这一期', /^确认还/)
  expect(confirmed()).toEqual([3, 1])
  await expect.poll(async () => (await loanNow()).instalmentsSettled, { timeout: 30_000 }).toBe(1)

  await go(borrower.page, '/my-loans')
  await pay('一次还清', /^现在还清/)
  expect(confirmed()).toEqual([4, 1])
  await expect.poll(async () => (await loanNow()).status, { timeout: 30_000 }).toBe('repaid')

  const due = await claimableOf(site, lender.address)
  expect(due).toBeGreaterThanOrEqual(1_000_000_000n)
  await go(lender.page, '/portfolio')
  await claimAll(lender.page)
  expect(confirmed()).toEqual([4, 2])
  await expect.poll(() => claimableOf(site, lender.address), { timeout: 30_000 }).toBe(0n)
  await Promise.all([borrower, lender].map(({ page }) => page.context().close()))
})
