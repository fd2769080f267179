import type { Portfolio } from '@hurong/sdk/api'
import type { Page } from 'playwright-core'
import type { Hex } from 'viem'
import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAuthenticator } from './authenticator.ts'
import { seriousFindings } from './axe.ts'
import { cashOf } from './holders.ts'
import {
  addPasskeyHere,
  limitNewPayees,
  openAccount,
  openSecurity,
  phone,
  signIn,
  toAccount,
  withSessionOf,
} from './ownAccount.ts'
import { misfits } from './reflow.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const somebody = () => privateKeyToAddress(generatePrivateKey())
const section = (page: Page) => page.locator('#send')
const fill = async (page: Page, payee: string, amount: string) => {
  await section(page).getByLabel('收款地址').fill(payee)
  await section(page).getByLabel('转多少').fill(amount)
}
/** Cash of the first currency. */
const balanceOf = async (account: string) =>
  cashOf(site, (await site.platform()).currencies[0]?.address as Hex, account)

/** A new account with test dollars, on its own page. */
const withMoney = async (options = {}) => {
  const opened = await openAccount(site.browser, site.origin, options)
  await opened.page.emulateMedia({ reducedMotion: 'reduce' })
  await expect
    .poll(async () => (await site.ask<Portfolio>(`/portfolios/${opened.address}`)).participantId, {
      timeout: 30_000,
    })
    .not.toBeNull()
  await toAccount(opened.page, site)
  return opened
}

test('money goes out to an address that was checked, with a receipt', async () => {
  const { page, address } = await withMoney(phone)
  const payee = somebody()
  const before = await balanceOf(address)
  expect(before).toBeGreaterThan(100_000_000n)
  await fill(page, payee.toLowerCase(), '12.34')
  await section(page).getByText('这是新收款人').waitFor()
  await section(page).locator('dd code').getByText(payee.toLowerCase(), { exact: true }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await misfits(page)).toEqual([])
  await section(page).getByRole('button', { name: '确认转出12.34 TUSD' }).click()
  await section(page).getByLabel('凭证').getByText('12.34 TUSD').waitFor()
  expect([await balanceOf(payee), await balanceOf(address)]).toEqual([12_340_000n, before - 12_340_000n])
  await section(page).getByRole('button', { name: '再转一笔' }).click()
  expect(await section(page).getByLabel('收款地址').inputValue()).toBe('')
  await page.context().close()
})

test('what would be lost is not sent: to a slip of the pen, to oneself, to a contract, or more than there is', async () => {
  const { page, address } = await withMoney()
  const { contracts } = await site.platform()
  const payee = somebody()
  const slip = payee.replace(/[a-f](?=[^a-f]*$)/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
  const button = section(page).getByRole('button', { name: /^确认转出/ })
  for (const [text, fault] of [
    ['0x1234', '这里面没有地址'],
    [slip, '这个地址里有字母不对'],
    [address, '这就是您自己的账户'],
    [contracts.notes as string, '这是平台的合约'],
  ] as const) {
    await fill(page, text, '1')
    await section(page).getByText(fault).waitFor()
    expect(await button.count()).toBe(0)
  }
  await fill(page, payee, '99999999')
  await section(page).getByLabel('转多少').blur()
  await section(page).getByText(/^最多/).waitFor()
  expect(await button.count()).toBe(0)
  await page.context().close()
})

test('above the limit it takes a second passkey, and goes out at once', async () => {
  const { page } = await withMoney(phone)
  await addPasskeyHere(page, site)
  await limitNewPayees(page)
  const payee = somebody()
  await fill(page, payee, '12.34')
  await section(page).getByText('一天内还能付5.00 TUSD').waitFor()
  await section(page).getByRole('button', { name: '确认转出12.34 TUSD' }).click()
  await section(page)
    .getByText(/这笔12\.34 TUSD付给新收款人，连同一天内已付的0\.00 TUSD/)
    .waitFor()
  await section(page).getByRole('button', { name: '确认两次，现在就办' }).click()
  await section(page).getByLabel('凭证').getByText('12.34 TUSD').waitFor()
  expect(await balanceOf(payee)).toBe(12_340_000n)
  await page.context().close()
})

test('whoever has stolen the session sees the account, and without its device sends nothing', async () => {
  const { page, address } = await withMoney()
  await openSecurity(page, site)
  await signIn(page)
  await page.getByText('本机', { exact: true }).waitFor()
  const thief = await withSessionOf(site.browser, page, phone)
  const device = await addAuthenticator(thief)
  await openSecurity(thief, site)
  await thief.getByText('本机', { exact: true }).waitFor()
  await toAccount(thief, site)
  const before = await balanceOf(address)
  const payee = somebody()
  await fill(thief, payee, '12.34')
  await section(thief).getByRole('button', { name: '确认转出12.34 TUSD' }).click()
  await section(thief).locator('[data-tx="cancelled"]').waitFor()
  expect(device.ceremonies().confirmed).toBe(0)
  expect([await balanceOf(payee), await balanceOf(address)]).toEqual([0n, before])
  await thief.context().close()
  await page.context().close()
})
