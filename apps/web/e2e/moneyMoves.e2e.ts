import { connect } from '@hurong/sdk'
import type { LoanDetail, LoanSummary, Portfolio } from '@hurong/sdk/api'
import { erc20Abi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { payInstalment } from './borrowing.ts'
import { claimableIn, holdingOf, lenderOf, ownLoan } from './holders.ts'
import { confirmFunding, openLoan, prepareFunding } from './investing.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const detailOf = ({ number }: LoanSummary) => site.ask<LoanDetail>(`/loans/${number}`)

/** Base units of a currency with six decimals the way an exact amount is written. */
const exactly = (units: bigint | string) =>
  new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 6 }).format(
    `${BigInt(units) / 1_000_000n}.${String(BigInt(units) % 1_000_000n).padStart(6, '0')}` as never,
  )

test('a lender sees a repayment arrive on the page that is open, without loading it again', async () => {
  const { borrower, loan } = await ownLoan(site, 'active')
  const lender = await lenderOf(site, loan)
  const watching = await site.openAs(lender.address, `/loans/${loan.number}`)
  await watching.getByRole('heading', { name: '发生过的事' }).waitFor()
  await watching.evaluate(() => document.body.setAttribute('data-loaded-once', ''))
  const before = await claimableIn(site, lender, loan)
  const next = (await detailOf(loan)).instalmentsSettled + 1
  const paying = await site.openAs(borrower.address, '/my-loans')
  await payInstalment(paying)
  await watching.getByText(`第${next}期按时还清`).waitFor()
  const after = await claimableIn(site, lender, loan)
  expect(after).toBeGreaterThan(before)
  const cents = `${(after / 10_000n) * 10_000n}`
  await watching.getByRole('button', { name: `领取 ${exactly(cents)}` }).waitFor()
  expect(await watching.locator('body[data-loaded-once]').count()).toBe(1)
  await Promise.all([watching.context().close(), paying.context().close()])
})

test('whoever has funded takes it all back within the reflection period, and keeps the receipt', async () => {
  const newcomer = await site.accountOf('newcomer')
  const loan = await openLoan(site.origin, 200_000_000n)
  const page = await site.openAs(newcomer.address, `/loans/${loan.number}/fund`)
  await confirmFunding(page, '120')
  await page.getByText(/^完成：您持有120/).waitFor()
  await page.getByRole('button', { name: /^撤回 120/ }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^撤回 120/ }).click()
  await sheet
    .getByLabel('凭证')
    .getByText(/^120\.00/)
    .waitFor()
  await expect
    .poll(async () => (await holdingOf(site, newcomer, loan))?.balance, { timeout: 30_000 })
    .toBe('0')
  await sheet
    .getByLabel('凭证')
    .getByText(/^120\.00/)
    .waitFor()
  await sheet.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('link', { name: '看这笔借款' }).click()
  await page.getByText('您没有投这笔借款。').waitFor()
  await page.context().close()
})

test('a permission holds though the newest block the page knows is an hour old', async () => {
  const newcomer = await site.accountOf('newcomer')
  const loan = await openLoan(site.origin, 200_000_000n)
  const page = await site.openAs(newcomer.address, `/loans/${loan.number}/fund`)
  await prepareFunding(page, '20')
  await page.getByRole('button', { name: /^确认付/ }).waitFor()
  const known = await site.platform()
  await page.route('**/api/v1/platform', (route) => route.fulfill({ json: known }))
  await site.passTime(3_600)
  await page.getByRole('button', { name: /^确认付/ }).click()
  await page.getByText(/^完成：您持有20/).waitFor()
  await page.context().close()
})

test('the receipt of the last payment stays, though the loan is over with it', async () => {
  const { borrower, loan } = await ownLoan(site, 'active')
  const page = await site.openAs(borrower.address, '/my-loans')
  const section = page.locator('section', { hasText: `L-${loan.number}` }).first()
  await section.getByRole('button', { name: '一次还清' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: /^现在还清/ }).click()
  const receipt = sheet.getByLabel('凭证', { exact: true })
  await receipt.waitFor()
  await expect.poll(async () => (await detailOf(loan)).status, { timeout: 30_000 }).toBe('repaid')
  // The page has heard of it.
  await section.getByText('已全部还清，不再欠一分。').waitFor({ state: 'attached' })
  expect(await receipt.isVisible()).toBe(true)
  await page.context().close()
})

test('a borrower cancels a raise, and whoever had funded it claims all of it back', async () => {
  const { borrower, loan } = await ownLoan(site, 'funding,funded')
  const lender = await lenderOf(site, loan)
  const put = (await holdingOf(site, lender, loan))?.balance ?? '0'
  expect(BigInt(put)).toBeGreaterThan(0n)
  const waiting = await site.openAs(lender.address, `/loans/${loan.number}`)
  const page = await site.openAs(borrower.address, '/my-loans')
  await page.getByRole('button', { name: '取消借款' }).click()
  await page.getByRole('button', { name: '不取消' }).click()
  await page.getByRole('button', { name: '取消借款' }).click()
  await page.getByRole('button', { name: '确认取消，钱全部退给投资人' }).click()
  await expect.poll(async () => (await detailOf(loan)).status, { timeout: 30_000 }).toBe('cancelled')
  await page.getByText(/^完成，已记入第/).waitFor()
  // The lender's page has heard of it.
  await waiting.getByText('未筹满或已取消：投出的钱可领回，借款人没拿到钱。').waitFor()
  await waiting.getByRole('button', { name: `领取 ${exactly(put)}` }).click()
  const sheet = waiting.getByRole('dialog')
  await sheet.getByRole('button', { name: `领取 ${exactly(put)}` }).click()
  await sheet.getByLabel('凭证').getByText(exactly(put)).waitFor()
  await expect
    .poll(async () => (await holdingOf(site, lender, loan))?.claimable ?? '0', { timeout: 30_000 })
    .toBe('0')
  await Promise.all([page.context().close(), waiting.context().close()])
})

test('automatic repayment, switched on, is collected by the keeper on the due date', async () => {
  const { borrower, loan } = await ownLoan(site, 'active')
  const page = await site.openAs(borrower.address, '/my-loans')
  const switches = page.locator('section', { has: page.getByRole('heading', { name: '自动还款' }) }).last()
  if ((await detailOf(loan)).autoRepay) {
    await switches.getByRole('button', { name: '关闭', exact: true }).click()
    await switches.locator('[data-tx="done"]').waitFor()
  }
  await switches.getByText('已关闭').waitFor()
  await switches.getByRole('button', { name: /^打开/ }).click()
  await switches.getByText('已打开').waitFor()
  await expect.poll(async () => (await detailOf(loan)).autoRepay, { timeout: 30_000 }).toBe(true)
  const { instalmentsSettled, nextDueAt } = await detailOf(loan)
  await page.goto(`${site.origin}/loans/${loan.number}`)
  await page.getByRole('heading', { name: '发生过的事' }).waitFor()
  await page.getByRole('button', { name: '到下一个应还日' }).click()
  await page.getByText(/^现在是/).waitFor()
  expect((await site.platform()).head.time).toBeGreaterThanOrEqual(nextDueAt ?? 0)
  await page.getByText(`第${instalmentsSettled + 1}期按时还清`).waitFor()
  expect(await detailOf(loan)).toMatchObject({ instalmentsSettled: instalmentsSettled + 1, daysPastDue: 0 })
  await page.context().close()
})

/** A demonstration lender whose loans have at least so much ready for them in one currency. */
async function lenderWithReady(least: bigint) {
  for (const lender of await site.accounts()) {
    if (lender.role !== 'investor') continue
    const { currencies } = await site.ask<Portfolio>(`/portfolios/${lender.address}`)
    const found = currencies.find(({ claimable }) => BigInt(claimable) >= least)
    if (found) return { lender, currency: found.currency as `0x${string}`, ready: BigInt(found.claimable) }
  }
  throw new Error(`No demonstration lender has ${least} ready.`)
}

test('what loans have ready is taken out and put into another, where the balance alone is not enough', async () => {
  const { lender, currency, ready } = await lenderWithReady(30_000_000n)
  const { rpcUrl } = await site.platform()
  const { publicClient, walletOf } = await connect(rpcUrl)
  const account = lender.address as `0x${string}`
  const money = { address: currency, abi: erc20Abi } as const
  const balanceOf = () => publicClient.readContract({ ...money, functionName: 'balanceOf', args: [account] })
  const left = 5_000_000n
  const elsewhere = (await site.accountOf('newcomer')).address as `0x${string}`
  const hash = await walletOf(privateKeyToAccount(lender.privateKey as `0x${string}`)).writeContract({
    ...money,
    functionName: 'transfer',
    args: [elsewhere, (await balanceOf()) - left],
  })
  const { blockNumber: emptied } = await publicClient.waitForTransactionReceipt({ hash })
  const loan = await openLoan(site.origin, 200_000_000n)
  const page = await site.openAs(lender.address, `/loans/${loan.number}/fund`)
  await page.getByText('借款中可领取').waitFor()
  const before = BigInt((await holdingOf(site, lender, loan))?.balance ?? 0)
  await prepareFunding(page, '25')
  await page.getByText(/^先领取您\d+笔借款中的/).waitFor()
  await page.getByRole('button', { name: /^确认付/ }).click()
  await page.getByText(/^完成：您持有/).waitFor()
  await expect
    .poll(async () => BigInt((await holdingOf(site, lender, loan))?.balance ?? 0), { timeout: 30_000 })
    .toBe(before + 25_000_000n)
  // The keeper still works off the time that has passed, so more may be ready by then than was asked for before.
  const arrivals = await publicClient.getContractEvents({
    ...money,
    eventName: 'Transfer',
    args: { to: account },
    fromBlock: emptied + 1n,
    strict: true,
  })
  const arrived = arrivals.reduce((sum, { args }) => sum + args.value, 0n)
  expect(arrived).toBeGreaterThanOrEqual(ready)
  expect(await balanceOf()).toBe(left + arrived - 25_000_000n)
  await page.context().close()
})
