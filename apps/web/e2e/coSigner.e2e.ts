import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { codeOf, turnCodesOn } from './codesApp.ts'
import { confirmFunding, openLoan } from './investing.ts'
import { afterTheWait, doneBy, haveTakeTwo, named, openAccount, phone, toAccount } from './ownAccount.ts'
import { misfits } from './reflow.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const rowOfCodes = (page: Page) => page.getByRole('listitem').filter({ hasText: '平台的验证码确认' })
const field = (page: Page) => page.getByLabel('应用里现在显示的6位数字')
const giveCode = async (page: Page, code: string) => {
  await field(page).fill(code)
  await page.getByRole('button', { name: '用验证码确认', exact: true }).click()
}

/**
 * Turns codes on, and has the co-signer added by the way the pages lead.
 * @param meanwhile What is done while the announcement waits, with the recovery codes at hand.
 * @returns the secret of the codes.
 */
async function addCoSigner(
  page: Page,
  meanwhile: (recovery: readonly string[]) => Promise<void> = async () => {},
): Promise<string> {
  await page.getByRole('button', { name: '用验证码', exact: true }).click()
  await page.getByText('请先登录，并开启验证码').waitFor()
  await page.getByRole('link', { name: '去登录并开启验证码' }).click()
  await page.getByRole('button', { name: '登录', exact: true }).click()
  const { secret, recovery } = await turnCodesOn(page)
  await page.getByRole('link', { name: '去账户页加入' }).click()
  await page.getByText('平台单独什么也做不了').waitFor()
  await page.getByText('一次确认先公布').waitFor()
  await page.getByRole('button', { name: '加入验证码确认' }).click()
  await page.getByText('加入确认方式：平台的验证码确认').waitFor()
  await meanwhile(recovery)
  await afterTheWait(page, site)
  await rowOfCodes(page).getByText('协签，单独什么也做不了').waitFor()
  return secret
}

const openLimits = (page: Page) =>
  page
    .getByRole('button', { name: /^修改.*上限$/ })
    .first()
    .click()

const raiseTo = async (page: Page, limit: string) => {
  await page.getByLabel('一天一共最多').fill(limit)
  await page.getByText('先用通行密钥确认，再输入验证码，马上生效。').waitFor()
  await page.getByRole('button', { name: '提高上限' }).click()
}

/** Announces the higher limit instead of confirming it twice. */
const announceInstead = async (page: Page, limit: string) => {
  const second = page.getByLabel('第二次确认用')
  // While the server is thought to be gone nobody is there to be chosen.
  if ((await second.count()) > 0) await second.selectOption({ label: '不用，公布后等待' })
  await page.getByText('一次确认先公布').waitFor()
  await page.getByRole('button', { name: '提高上限' }).click()
  await page.getByText(`一天的上限改为${limit} TUSD`).waitFor()
}

test('who has one phone adds the operator for codes, raises a limit at once with one, and removes it again', async () => {
  const { page, authenticator } = await openAccount(site.browser, site.origin, phone)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const secret = await addCoSigner(page)
  const { confirmed } = authenticator.ceremonies()
  await openLimits(page)
  await raiseTo(page, '7000')
  await field(page).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await misfits(page)).toEqual([])
  await page.getByRole('button', { name: '取消', exact: true }).click()
  await page.locator('[data-tx="cancelled"]').waitFor()

  await raiseTo(page, '7000')
  await giveCode(page, '000000')
  await page.getByText('验证码不对，或已经用过').waitFor()
  const used = codeOf(secret, 1)
  await giveCode(page, used)
  await page.getByText('一共：已用0.00，上限7,000.00 TUSD', { exact: true }).waitFor()
  // A wrong code does not cost another confirmation with the passkey.
  expect(authenticator.ceremonies().confirmed).toBe(confirmed + 2)

  // A payment takes the code where it is refused, without going anywhere else.
  await haveTakeTwo(page, '投资一笔借款')
  await page.goto(`${named(site.origin)}/loans/${(await openLoan(site.origin)).number}/fund`)
  await confirmFunding(page, '100')
  await page.getByText('先用通行密钥确认，再输入验证码').waitFor()
  await page.getByRole('button', { name: '确认两次，现在就办' }).click()
  await field(page).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await misfits(page)).toEqual([])
  // Each code is good once: the app has to show another than confirmed the limit.
  await expect.poll(() => codeOf(secret, 1), { timeout: 40_000 }).not.toBe(used)
  await giveCode(page, codeOf(secret, 1))
  await page.getByText(/^完成：您持有100/).waitFor()
  await toAccount(page, site)

  await rowOfCodes(page).getByRole('button', { name: '移除', exact: true }).click()
  await page.getByLabel('第二次确认用').selectOption({ label: '不用，公布后等待' })
  await page.getByText('一次确认先公布').waitFor()
  await doneBy(page, '移除验证码确认')
  await page.getByText('移除确认方式：平台的验证码确认').waitFor()
  await afterTheWait(page, site)
  await rowOfCodes(page).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '用验证码', exact: true }).waitFor()
  await page.context().close()
})

test('with too many guesses, or no server, the wait is left', async () => {
  const { page } = await openAccount(site.browser, site.origin, phone)
  await addCoSigner(page)
  await openLimits(page)
  await raiseTo(page, '8000')
  for (const code of ['000000', '000001', '000002', '000003', '000004', '000005']) {
    await giveCode(page, code)
    await page.getByText(/验证码不对，或已经用过|输错的次数太多/).waitFor()
  }
  await page.getByText('输错的次数太多').waitFor()
  await page.context().setOffline(true)
  await giveCode(page, '000006')
  await page.getByText('服务器没有回应').waitFor()
  await page.context().setOffline(false)
  await page.getByRole('button', { name: '取消', exact: true }).click()
  await page.locator('[data-tx="cancelled"]').waitFor()
  await announceInstead(page, '8,000.00')
  await page.context().close()
})

test('who turned codes off before the co-signer came is told so, and the wait is left', async () => {
  const { page } = await openAccount(site.browser, site.origin, phone)
  await addCoSigner(page, async (recovery) => {
    await page.getByRole('link', { name: '登录与验证码' }).click()
    await page.getByRole('button', { name: '关闭验证码' }).click()
    await page.getByLabel('输入验证码来关闭').fill(recovery[0] ?? '')
    await page.getByRole('button', { name: '关闭验证码' }).click()
    await page.getByRole('button', { name: '开启验证码' }).waitFor()
  })
  await openLimits(page)
  await raiseTo(page, '9000')
  await giveCode(page, '000000')
  await page.getByRole('alert').getByText('这个账户没有开启验证码').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await announceInstead(page, '9,000.00')
  await page.context().close()
})
