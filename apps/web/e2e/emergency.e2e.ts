import type { DemonstrationAccount, LoanDetail, LoanSummary } from '@hurong/sdk/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { payInstalment } from './borrowing.ts'
import { claimableIn, holdingOf, lenderOf, ownLoan } from './holders.ts'
import { confirmFunding, openLoan, prepareFunding } from './investing.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const powers = '/explorer/powers'
const reason = '新的借款和投资暂停了'

const press = async (verb: '暂停' | '恢复') => {
  const { address } = await site.accountOf('guardian')
  const page = await site.openAs(address, powers)
  await page.getByRole('button', { name: `${verb}新业务`, exact: true }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: `确认${verb}新业务` }).click()
  await sheet.getByText(`新业务已${verb}`).waitFor()
  await page.context().close()
}

test('before anything is pressed the page tells what would stop, and only the guardian has a button', async () => {
  const investor = await site.accountOf('investor')
  const looking = await site.openAs(investor.address, powers)
  await looking.getByText('新业务照常进行').waitFor()
  await looking.getByText('谁也停不了，照常进行').waitFor()
  await looking.getByText('只有守护人能暂停和恢复。').waitFor()
  expect(await looking.getByRole('button', { name: '暂停新业务' }).count()).toBe(0)
  await looking.context().close()
})

test('who would stop it is told first what stops, and may leave it; by keyboard, and with nothing serious for axe', async () => {
  const { address } = await site.accountOf('guardian')
  for (const options of [{ width: 390, height: 844 }, { theme: 'dark' }] as const) {
    const page = await site.openAs(address, powers, options)
    const button = page.getByRole('button', { name: '暂停新业务', exact: true })
    await button.focus()
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog')
    await sheet.getByText('申请新的借款').waitFor()
    await sheet.getByText('谁也停不了，照常进行').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.context().close()
  }
})

test('the drill: the guardian stops new business, money still comes back to everybody, and it is lifted again', async () => {
  const newcomer = await site.accountOf('newcomer')
  const raise = await openLoan(site.origin, 400_000_000n)
  // Invested before the stop, to be withdrawn during it.
  const investing = await site.openAs(newcomer.address, `/loans/${raise.number}/fund`)
  await confirmFunding(investing, '120')
  await investing.getByText(/^完成：您持有120/).waitFor()
  await investing.context().close()
  // Somebody stands before the last button when it happens.
  const late = await site.openAs((await site.accountOf('investor')).address, `/loans/${raise.number}/fund`)
  await prepareFunding(late, '50')

  await press('暂停')

  const anybody = await site.open(powers)
  await anybody.getByText('守护人已暂停新业务').waitFor()
  await anybody.context().close()

  await late.getByRole('button', { name: /^确认付/ }).click()
  await late.locator('[data-tx="failed"]').getByText(reason).waitFor()
  await late.context().close()

  const asking = await site.openAs(newcomer.address, '/borrow')
  await asking.getByRole('alert').getByText(reason).first().waitFor()
  await asking.context().close()

  const leaving = await site.openAs(newcomer.address, `/loans/${raise.number}`)
  await leaving.getByRole('button', { name: /^撤回 / }).click()
  await leaving
    .getByRole('dialog')
    .getByRole('button', { name: /^撤回 / })
    .click()
  await leaving.getByRole('dialog').getByLabel('凭证', { exact: true }).waitFor()
  await expect
    .poll(async () => (await holdingOf(site, newcomer, raise))?.balance, { timeout: 30_000 })
    .toBe('0')
  await leaving.context().close()

  const active = await ownLoan(site, 'active')
  const lender = await lenderOf(site, active.loan)
  const paying = await site.openAs(active.borrower.address, '/my-loans')
  await payInstalment(paying)
  await paying.context().close()

  await expect.poll(() => claimableIn(site, lender, active.loan), { timeout: 30_000 }).toBeGreaterThan(0n)
  const claim = async (loan: LoanSummary, of: DemonstrationAccount) => {
    const page = await site.openAs(of.address, `/loans/${loan.number}`)
    await page.getByRole('button', { name: /^领取 / }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('button', { name: /^领取 / }).click()
    await sheet.getByLabel('凭证', { exact: true }).waitFor()
    await page.context().close()
    await expect.poll(() => claimableIn(site, of, loan), { timeout: 30_000 }).toBe(0n)
  }
  await claim(active.loan, lender)

  const raising = await ownLoan(site, 'funding,funded')
  const funder = await lenderOf(site, raising.loan)
  const cancelling = await site.openAs(raising.borrower.address, '/my-loans')
  await cancelling.getByRole('button', { name: '取消借款' }).click()
  await cancelling.getByRole('button', { name: '确认取消，钱全部退给投资人' }).click()
  const statusOf = async () => (await site.ask<LoanDetail>(`/loans/${raising.loan.number}`)).status
  await expect.poll(statusOf, { timeout: 30_000 }).toBe('cancelled')
  await cancelling.context().close()
  await claim(raising.loan, funder)

  await press('恢复')
  const again = await site.openAs(newcomer.address, `/loans/${raise.number}/fund`)
  await confirmFunding(again, '60')
  await again.getByText(/^完成：您持有60/).waitFor()
  await again.context().close()
})
