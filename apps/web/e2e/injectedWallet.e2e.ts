import type { DemonstrationAccount, LoanSummary, Portfolio } from '@hurong/sdk/api'
import type { Page } from 'playwright-core'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openPage } from './browser.ts'
import { prepareFunding } from './investing.ts'
import { type Site, startSite } from './site.ts'
import { type InjectedWallet, injectWallet } from './wallet.ts'

let site: Site
let investors: readonly DemonstrationAccount[]
let loan: LoanSummary
beforeAll(async () => {
  site = await startSite()
  investors = (await site.accounts()).filter(({ role }) => role === 'investor')
  const open = await site.loans('status=funding&sort=deadline&order=desc&limit=50')
  const roomy = open.find(({ raised, terms }) => BigInt(terms.principal) - BigInt(raised) > 500_000_000n)
  if (!roomy) throw new Error('No loan has room for 500 more.')
  loan = roomy
}, 600_000)
afterAll(() => site?.stop())

const keyOf = (index: number) => investors[index]?.privateKey as Hex

let page: Page
beforeEach(async (context) => {
  page = await openPage(site.browser, { font: false })
  await page.addInitScript(() => {
    if (localStorage.getItem('hurong.account') === null) localStorage.setItem('hurong.account', 'nobody')
  })
  context.onTestFinished(() => page.context().close())
})

async function walletIn(given: { key?: Hex; onChain?: number }): Promise<InjectedWallet> {
  const { rpcUrl, chainId } = await site.platform()
  return injectWallet(page, { rpcUrl, chainId, ...given })
}

/** Chooses the wallet in the list of accounts. */
async function connect(): Promise<void> {
  await page.goto(`${site.origin}/loans/${loan.number}/fund`)
  await page.getByTitle('您以谁的身份操作').click()
  await page.getByRole('menuitem', { name: 'Test wallet' }).click()
}

const inFunding = async (index: number): Promise<bigint> => {
  const { currencies } = await site.ask<Portfolio>(`/portfolios/${investors[index]?.address}`)
  return currencies.reduce((sum, currency) => sum + BigInt(currency.inFunding), 0n)
}

test('a wallet announces itself, is connected and funds a loan by one signature and one transaction', async () => {
  const before = await inFunding(0)
  const wallet = await walletIn({ key: keyOf(0) })
  await connect()
  await prepareFunding(page, '50')
  expect(wallet.asked).not.toContain('eth_signTypedData_v4')
  await page.getByRole('button', { name: '确认付 50.00 TUSD' }).click()
  await page.getByText(/^完成：您持有/).waitFor()
  expect(wallet.asked.filter((method) => method === 'eth_signTypedData_v4')).toHaveLength(1)
  expect(wallet.asked.filter((method) => method === 'eth_sendTransaction')).toHaveLength(1)
  await expect.poll(() => inFunding(0), { timeout: 30_000 }).toBe(before + 50_000_000n)
})

test('a wallet on another chain is asked to add this one; until it has, nothing is signed', async () => {
  const wallet = await walletIn({ key: keyOf(1), onChain: 1 })
  await connect()
  await prepareFunding(page, '50')
  wallet.answer = 'decline'
  await page.getByRole('button', { name: '确认付 50.00 TUSD' }).click()
  await page.locator('[data-tx="cancelled"]').getByText('您取消了，什么也没有发生').waitFor()
  expect(wallet.asked).toContain('wallet_addEthereumChain')
  expect(wallet.asked).not.toContain('eth_signTypedData_v4')
  wallet.answer = 'agree'
  await page.getByRole('button', { name: '确认付 50.00 TUSD' }).click()
  await page.getByText(/^完成：您持有/).waitFor()
})

test('who declines to connect, or to sign, is told that nothing happened and can try again', async () => {
  const before = await inFunding(2)
  const wallet = await walletIn({ key: keyOf(2) })
  wallet.answer = 'decline'
  await connect()
  await page.getByText('钱包没有同意连接').waitFor()
  wallet.answer = 'agree'
  await page.getByRole('menuitem', { name: 'Test wallet' }).click()
  await prepareFunding(page, '50')
  wallet.answer = 'decline'
  await page.getByRole('button', { name: '确认付 50.00 TUSD' }).click()
  await page.locator('[data-tx="cancelled"]').getByText('您取消了，什么也没有发生').waitFor()
  expect(await inFunding(2)).toBe(before)
  // The button that was pressed still has the focus: Enter tries again.
  wallet.answer = 'agree'
  await page.keyboard.press('Enter')
  await page.getByText(/^完成：您持有/).waitFor()
})

test('an account nobody verified is told so before anything is signed; another one chosen in the wallet goes on', async () => {
  const wallet = await walletIn({})
  await connect()
  await page.getByText(/^0\.00 TUSD/).waitFor()
  await page.getByLabel('您投多少').fill('50')
  await page.getByRole('button', { name: /^领取测试币/ }).waitFor()
  await wallet.choose(keyOf(3))
  await prepareFunding(page, '50')
  await page.getByRole('button', { name: '确认付 50.00 TUSD' }).click()
  await page.getByText(/^完成：您持有/).waitFor()
})

test('an account changed while the site was closed acts when it is opened again', async () => {
  const wallet = await walletIn({ key: keyOf(4) })
  await connect()
  await page.getByLabel('您投多少').waitFor()
  await page.goto('about:blank')
  await wallet.choose(keyOf(5))
  await page.goto(`${site.origin}/loans/${loan.number}/fund`)
  await prepareFunding(page, '50')
  await page.getByRole('button', { name: '确认付 50.00 TUSD' }).click()
  await page.getByText(/^完成：您持有/).waitFor()
  await expect.poll(() => inFunding(5), { timeout: 30_000 }).toBeGreaterThan(0n)
})
