import type { Page as ApiPage, DemonstrationAccount, Holding, Portfolio } from '@hurong/sdk/api'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmFunding, openLoan } from './investing.ts'
import {
  addressOn,
  codeOn,
  doneByAnybody,
  linkOn,
  named,
  openAccount,
  phone,
  visitWith,
} from './ownAccount.ts'
import { actAs, type Site, startSite } from './site.ts'

let site: Site
let trustees: readonly DemonstrationAccount[]
beforeAll(async () => {
  site = await startSite()
  trustees = (await site.accounts()).filter(({ role }) => role === 'investor').slice(0, 2)
}, 600_000)
afterAll(() => site?.stop())

const day = 86_400

async function toAccount(page: Page): Promise<void> {
  await page.goto(`${named(site.origin)}/account`)
  await page.getByRole('heading', { name: '谁能确认' }).waitFor()
}

/** Waits until what was announced is done. */
const executed = (page: Page) =>
  doneByAnybody(
    page,
    '现在执行',
    async () => (await page.getByRole('heading', { name: '已公布、等候执行' }).count()) === 0,
  )

type Funded = { readonly number: number; readonly held: number }

/** Funds the loan that is open for longest. @param before What the account put where earlier. @returns Which one, and what is held of it. */
async function fund(page: Page, amount: number, before?: Funded): Promise<Funded> {
  const { number } = await openLoan(site.origin)
  const held = before?.number === number ? before.held + amount : amount
  await page.goto(`${named(site.origin)}/loans/${number}/fund`)
  await confirmFunding(page, String(amount))
  await page.getByText(new RegExp(`^完成：您持有${held}`)).waitFor()
  return { number, held }
}

/** Names both trustees, who are needed together, and waits until they are; the owner calls one of them by name. */
async function nameTrustees(page: Page): Promise<void> {
  await toAccount(page)
  await page.getByRole('button', { name: '指定找回人' }).click()
  for (const { address } of trustees) {
    await page.getByLabel('找回人的地址或链接').fill(`https://somewhere.example/account#address=${address}`)
    await page.getByRole('button', { name: '加上这个人' }).click()
  }
  await page
    .getByLabel(/^您怎么称呼0x/)
    .first()
    .fill('外婆')
  expect(await page.getByLabel('要几个人一起').inputValue()).toBe('2')
  await page.getByRole('button', { name: '确定找回人' }).click()
  await page.getByText('指定2个人，其中2人可以一起找回账户').waitFor()
  await site.passTime(2 * day)
  await toAccount(page)
  await executed(page)
  await page.getByText(/^2人里的2人可以一起换上新的通行密钥/).waitFor()
  await page.getByText(/^外婆 \(0x.*\)$/).waitFor()
}

/** A page a trustee opens by a link. */
async function asTrustee(trustee: DemonstrationAccount, link: string) {
  const { page } = await visitWith(site.browser, `${site.origin}/learn`, phone)
  await actAs(page, trustee.address)
  await page.goto(link)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** The owner's new device: a passkey that names the account, and the link for its trustees. */
async function beginRecovery(address: string) {
  const fresh = await visitWith(site.browser, `${site.origin}/account/recover`, phone)
  await fresh.page.getByLabel('账户的地址或链接').fill(address)
  await fresh.page.getByRole('button', { name: '下一步' }).click()
  await fresh.page.getByRole('button', { name: '制作新的通行密钥' }).click()
  return { ...fresh, link: await linkOn(fresh.page, '给找回人的链接') }
}

/** Has each trustee sign and send the link back, which the new device opens. */
async function signedByAll(page: Page, link: string): Promise<void> {
  const code = await codeOn(page)
  for (const [index, trustee] of trustees.entries()) {
    const theirs = await asTrustee(trustee, link)
    expect(await codeOn(theirs)).toBe(code)
    await theirs.getByRole('button', { name: '数字一样，签名' }).click()
    const back = await linkOn(theirs, '给本人的链接')
    await theirs.context().close()
    // The first is opened, the second pasted: either way it is taken.
    if (index === 0) await page.goto(back)
    else {
      await page.getByLabel('找回人发回的链接').fill(back)
      await page.getByRole('button', { name: '收下签名' }).click()
    }
    await page.locator(`[data-signed="${index + 1}"]`).waitFor()
  }
}

async function propose(page: Page): Promise<void> {
  await page.getByRole('button', { name: '提议找回' }).click()
  await page.locator('[data-recovery="waits"]').waitFor()
}

/** The loans somebody holds notes of. */
const holdingsOf = async (address: string) =>
  (await site.ask<ApiPage<Holding>>(`/portfolios/${address}/holdings?limit=100`)).items.map(
    ({ loan }) => loan.number,
  )

const portfolioOf = (address: string) => site.ask<Portfolio>(`/portfolios/${address}`)

test('a trustee rehearses by a link, and the owner sees when', async () => {
  const { page, address } = await openAccount(site.browser, site.origin, phone)
  await nameTrustees(page)
  await page.getByRole('button', { name: '请他演练' }).first().click()
  const link = await linkOn(page, '给找回人的链接')
  const [trustee] = trustees as [DemonstrationAccount]
  const theirs = await asTrustee(trustee, link)
  await theirs.getByRole('button', { name: '签名演练' }).click()
  await theirs.getByRole('button', { name: '提交演练' }).click()
  await theirs.locator('[data-tx="done"]').waitFor()
  await toAccount(page)
  await page.getByText(/^最近演练于/).waitFor()
  // What was signed for the rehearsal is no answer to a recovery whose link is opened on the same page.
  const fresh = await beginRecovery(address)
  await theirs.goto(fresh.link)
  await theirs.getByRole('button', { name: '数字一样，签名' }).waitFor()
  // Who is no trustee is told so, and signs nothing.
  const stranger = await asTrustee(await site.accountOf('borrower'), link)
  await stranger.getByText(/不是这个账户的找回人$/).waitFor()
  expect(await stranger.getByRole('button', { name: '签名演练' }).count()).toBe(0)
  await Promise.all([page, theirs, stranger, fresh.page].map((one) => one.context().close()))
})

test('a recovery is refused by a passkey that is left, and the next is told from when it can be proposed', async () => {
  const { page, address } = await openAccount(site.browser, site.origin, phone)
  await nameTrustees(page)
  const fresh = await beginRecovery(address)
  // Somebody else's key slipped in by a link is not what trustees are asked to sign for.
  const told = (await linkOn(fresh.page, '给找回人的链接')).split('#')[1] ?? ''
  const foreign = told.replace('for=', 'account=').replace(/key=0x../, (key) => `${key.slice(0, -2)}00`)
  await fresh.page.goto(`${named(site.origin)}/account/recover#${foreign}`)
  await fresh.page.getByText(/^这个链接属于另一次找回/).waitFor()
  expect(await linkOn(fresh.page, '给找回人的链接')).toBe(fresh.link)
  await fresh.page.goto(`${named(site.origin)}/account/recover`)
  await signedByAll(fresh.page, fresh.link)
  await propose(fresh.page)
  await toAccount(page)
  const alarm = page.getByRole('alert').filter({ hasText: '有人要换掉这个账户的确认方式' })
  await alarm.getByText(/外婆 \(0x/).waitFor()
  await alarm.getByRole('button', { name: '否决', exact: true }).click()
  await page
    .locator('[data-cooling]')
    .getByText(/一次找回被否决了/)
    .waitFor()
  expect(await alarm.count()).toBe(0)
  await fresh.page.reload()
  await fresh.page.getByText(/^这次找回已经过期，或者账户那边有了变化/).waitFor()
  await fresh.page.getByRole('button', { name: '重新开始' }).click()
  await fresh.page.getByRole('button', { name: '制作新的通行密钥' }).click()
  await signedByAll(fresh.page, await linkOn(fresh.page, '给找回人的链接'))
  await fresh.page.locator('[data-cooling]').waitFor()
  await fresh.page.getByRole('button', { name: '提议找回' }).click()
  await fresh.page
    .locator('[data-tx="failed"]')
    .getByText(/否决之后，.*起才能再提议/)
    .waitFor()
  await Promise.all([page, fresh.page].map((one) => one.context().close()))
})

test('with every passkey lost, trustees bring a new one, and loans, notes and record are there for it', async () => {
  const lost = await openAccount(site.browser, site.origin, phone)
  const { address } = lost
  const funded = await fund(lost.page, 100)
  await nameTrustees(lost.page)
  await expect.poll(() => portfolioOf(address).then(held), { timeout: 30_000 }).toContain('100000000')
  const [before, notes] = [await portfolioOf(address), await holdingsOf(address)]
  expect(notes).toHaveLength(1)
  await lost.authenticator.lose()
  const fresh = await beginRecovery(address)
  await signedByAll(fresh.page, fresh.link)
  await propose(fresh.page)
  await site.passTime(7 * day)
  await fresh.page.reload()
  const enter = fresh.page.getByRole('button', { name: '进入账户' })
  await doneByAnybody(fresh.page, '换上新的通行密钥', async () => (await enter.count()) > 0)
  await enter.click()
  await fresh.page.getByRole('heading', { name: '谁能确认' }).waitFor()
  expect(await addressOn(fresh.page)).toBe(address)
  const after = await portfolioOf(address)
  expect(before.participantId).not.toBeNull()
  expect(after.participantId).toBe(before.participantId)
  expect(await holdingsOf(address)).toEqual(notes)
  await fund(fresh.page, 50, funded)
  expect(fresh.authenticator.ceremonies()).toEqual({ made: 1, confirmed: 1 })
  // The one that was lost, found again by somebody, is nothing any more.
  await toAccount(lost.page)
  await lost.page.getByRole('alert').getByText('这把通行密钥已被移出账户').waitFor()
  await Promise.all([lost.page, fresh.page].map((one) => one.context().close()))
})

const held = ({ currencies }: Portfolio) => currencies.map(({ inFunding }) => inFunding)

test('a trustee with a passkey first lets their account sign for the other, and then can', async () => {
  const friend = await openAccount(site.browser, site.origin, phone)
  await friend.page.getByRole('button', { name: '让别人指定我' }).click()
  const offered = await linkOn(friend.page, '我的找回人链接')
  const owner = await openAccount(site.browser, site.origin)
  await owner.page.goto(offered)
  await owner.page.getByRole('link', { name: '在我的账户里指定' }).click()
  await owner.page.getByRole('button', { name: '指定找回人' }).click()
  expect(await owner.page.getByLabel('找回人的地址或链接').inputValue()).toBe(friend.address)
  await owner.page.getByRole('button', { name: '加上这个人' }).click()
  await owner.page.getByRole('button', { name: '确定找回人' }).click()
  await owner.page.getByText('指定1个人，其中1人可以一起找回账户').waitFor()
  await site.passTime(2 * day)
  await toAccount(owner.page)
  await executed(owner.page)
  await owner.page.getByRole('button', { name: '请他演练' }).click()
  const link = await linkOn(owner.page, '给找回人的链接')
  await friend.page.goto(link)
  await friend.page.getByRole('button', { name: '允许为对方签名' }).click()
  await friend.page.getByText(/起可以为对方签名/).waitFor()
  await site.passTime(2 * day)
  await toAccount(friend.page)
  await executed(friend.page)
  await friend.page.goto(link)
  await friend.page.getByRole('button', { name: '签名演练' }).click()
  await friend.page.getByRole('button', { name: '提交演练' }).click()
  await friend.page.locator('[data-tx="done"]').waitFor()
  await toAccount(owner.page)
  await owner.page.getByText(/^最近演练于/).waitFor()
  await Promise.all([friend.page, owner.page].map((one) => one.context().close()))
})
