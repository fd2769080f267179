import type { Page as ApiPage, DemonstrationAccount, Holding, LoanSummary, Portfolio } from '@hurong/sdk/api'
import type { Page } from 'playwright-core'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { payInstalment } from './borrowing.ts'
import { cashOf, claimableIn, holdingOf, lenderOf, ownLoan } from './holders.ts'
import {
  afterTheWait,
  joinSecondDevice,
  limitNewPayees,
  named,
  openAccount,
  phone,
  toAccount,
} from './ownAccount.ts'
import { misfits } from './reflow.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const investors = async () => (await site.accounts()).filter(({ role }) => role === 'investor')

/** Another investor a visitor may act as. */
const otherThan = async (lender: DemonstrationAccount) =>
  (await investors()).find(({ address }) => address !== lender.address) as DemonstrationAccount

/** A raise, and an investor whom a visitor may act as who has put more than so much into it. */
async function raiseWithLender(amount: bigint) {
  for (const lender of await investors()) {
    const { items } = await site.ask<ApiPage<Holding>>(`/portfolios/${lender.address}/holdings?limit=100`)
    const found = items.find(({ loan, balance }) => loan.status === 'funding' && BigInt(balance) > amount)
    if (found) return { loan: found.loan, lender }
  }
  throw new Error(`No demonstration investor has put more than ${amount} into a raise.`)
}

/** A running loan, and two of those a visitor may act as: one holds notes of it, the other may receive some. */
async function runningLoan() {
  const { borrower, loan } = await ownLoan(site, 'active')
  const lender = await lenderOf(site, loan)
  return { borrower, loan, lender, other: await otherThan(lender) }
}

const balanceOf = async (holder: { readonly address: string }, loan: LoanSummary): Promise<bigint> =>
  BigInt((await holdingOf(site, holder, loan))?.balance ?? 0)

/** Opens the sheet on the loan's page, which shows it already. */
async function openSheet(page: Page) {
  await page.getByRole('button', { name: '转让份额' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('heading', { name: '转让份额' }).waitFor()
  return sheet
}

const fill = async (page: Page, receiver: string, amount: string) => {
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('对方的地址').fill(receiver)
  await sheet.getByLabel('转让多少').fill(amount)
}

/** Hands notes over from the loan's page, and waits for the receipt. */
async function handOver(page: Page, receiver: string, amount: string) {
  const sheet = await openSheet(page)
  await fill(page, receiver, amount)
  await sheet.getByRole('button', { name: /^确认转让/ }).click()
  await sheet.getByLabel('凭证', { exact: true }).waitFor()
  return sheet
}

test('notes go to another participant, and what had come on them is paid to who held them', async () => {
  const { borrower, loan, lender, other } = await runningLoan()
  const claimableNow = () => claimableIn(site, lender, loan)
  const earlier = await claimableNow()
  const paying = await site.openAs(borrower.address, '/my-loans')
  await payInstalment(paying)
  await paying.context().close()
  const [before, received] = [await balanceOf(lender, loan), await balanceOf(other, loan)]
  await expect.poll(claimableNow, { timeout: 30_000 }).toBeGreaterThan(earlier)
  const [claimable, cash] = [await claimableNow(), await cashOf(site, loan.currency, lender.address)]
  const page = await site.openAs(lender.address, `/loans/${loan.number}`, phone)
  const sheet = await openSheet(page)
  await fill(page, other.address, '1.5')
  await sheet.getByRole('button', { name: '确认转让 1.50 TUSD' }).waitFor()
  await sheet.getByText(`P-${String(other.participantId).padStart(4, '0')}`).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await misfits(page)).toEqual([])
  await sheet.getByRole('button', { name: '确认转让 1.50 TUSD' }).click()
  await sheet.getByLabel('凭证', { exact: true }).getByText('1.50 TUSD').waitFor()
  await expect.poll(() => balanceOf(lender, loan), { timeout: 30_000 }).toBe(before - 1_500_000n)
  expect(await balanceOf(other, loan)).toBe(received + 1_500_000n)
  expect(await claimableNow()).toBe(0n)
  expect(await cashOf(site, loan.currency, lender.address)).toBe(cash + claimable)
  await page.context().close()
})

test('notes of a loan that is not paid out yet go too, and with them the money, should it come back', async () => {
  const { loan, lender } = await raiseWithLender(1_000_000n)
  const other = await otherThan(lender)
  const [before, received] = [await balanceOf(lender, loan), await balanceOf(other, loan)]

  const page = await site.openAs(lender.address, `/loans/${loan.number}`, phone)
  const sheet = await openSheet(page)
  await sheet.getByText(/不放款，投入的钱退给对方/).waitFor()
  await fill(page, other.address, '1')
  await sheet.getByRole('button', { name: '确认转让 1.00 TUSD' }).waitFor()
  expect(await sheet.getByText('其中没收回的本金').count()).toBe(0)
  expect(await misfits(page)).toEqual([])
  await sheet.getByRole('button', { name: '确认转让 1.00 TUSD' }).click()
  await sheet.getByLabel('凭证', { exact: true }).getByText('1.00 TUSD').waitFor()
  await expect.poll(() => balanceOf(lender, loan), { timeout: 30_000 }).toBe(before - 1_000_000n)
  expect(await balanceOf(other, loan)).toBe(received + 1_000_000n)
  await page.context().close()
})

test('who may not hold them is told before anything is sent, and why', async () => {
  const { borrower, loan, lender, other } = await runningLoan()
  const page = await site.openAs(lender.address, `/loans/${loan.number}`)
  const sheet = await openSheet(page)
  const button = sheet.getByRole('button', { name: /^确认转让/ })
  const nobody = privateKeyToAddress(generatePrivateKey())
  for (const [receiver, reason] of [
    ['0x1234', '这里面没有地址'],
    [lender.address, '这就是您自己的账户'],
    [nobody, '这个地址在这里没有通过验证，不能收份额。请对方先验证。'],
    [borrower.address, '这是借款人本人，不能收自己借款的份额。'],
  ] as const) {
    await fill(page, receiver, '1')
    await sheet.getByText(reason).waitFor()
    expect(await button.count()).toBe(0)
  }
  await fill(page, other.address, '99999999')
  await sheet.getByLabel('转让多少').blur()
  await sheet.getByText(/^最多/).waitFor()
  expect(await button.count()).toBe(0)
  await sheet.getByRole('button', { name: '全部转让' }).click()
  await button.waitFor()
  await page.context().close()
})

test('notes worth more than the account’s limit take a second confirmation, given by another device', async () => {
  const { loan, lender, other } = await runningLoan()
  const { page, address, authenticator } = await openAccount(site.browser, site.origin, phone)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const tablet = await joinSecondDevice(page, site)
  await toAccount(page, site)
  await afterTheWait(page, site)
  await expect
    .poll(async () => (await site.ask<Portfolio>(`/portfolios/${address}`)).participantId, {
      timeout: 30_000,
    })
    .not.toBeNull()
  const giving = await site.openAs(lender.address, `/loans/${loan.number}`)
  await handOver(giving, address, '20')
  await giving.context().close()
  await expect.poll(() => balanceOf({ address }, loan), { timeout: 30_000 }).toBe(20_000_000n)

  await toAccount(page, site)
  await limitNewPayees(page)
  await page.goto(`${named(site.origin)}/loans/${loan.number}`)
  const sheet = await openSheet(page)
  await fill(page, other.address, '12.5')
  await sheet.getByRole('button', { name: '确认转让 12.50 TUSD' }).click()
  await sheet.getByText(/这笔12\.50 TUSD付给新收款人/).waitFor()
  await sheet.getByLabel('第二次确认用').selectOption({ label: '平板' })
  await sheet.getByText('要确认两次，第二次用另一台设备，马上生效。').waitFor()
  expect(await misfits(page)).toEqual([])
  const held = await authenticator.holdBeside(await tablet.authenticator.passkeys())
  const { confirmed } = authenticator.ceremonies()
  const again = sheet.getByRole('button', { name: '确认两次，现在就办' })
  await authenticator.recognises(false)
  await again.click()
  await sheet.locator('[data-tx="cancelled"]').waitFor()
  expect(await sheet.getByLabel('转让多少').inputValue()).toBe('12.5')
  await authenticator.recognises(true)
  await again.click()
  await sheet.getByLabel('凭证', { exact: true }).getByText('12.50 TUSD').waitFor()
  expect([authenticator.ceremonies().confirmed, held.ceremonies().confirmed]).toEqual([confirmed + 1, 1])
  await expect.poll(() => balanceOf({ address }, loan), { timeout: 30_000 }).toBe(7_500_000n)
  await Promise.all([page, tablet.page].map((one) => one.context().close()))
})
