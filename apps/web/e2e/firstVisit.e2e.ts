import type { LoanSummary, Page, Platform } from '@hurong/sdk/api'
import type { Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claimableOf, inFundingOf } from './holders.ts'
import { claimAll, openLoan } from './investing.ts'
import { countShifts, shiftOf } from './shifts.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

test('whoever has chosen nobody is told whose eyes the demonstration has, and keeps or changes them', async () => {
  const told = '这是演示：您现在是林老师（投资人）。可以换成别人，也可以只看看。'
  const page = await site.open('/', { width: 390 })
  await page.getByText(told).waitFor()
  await page.getByText('把时间往前拨').waitFor()
  await page.getByRole('button', { name: '换个身份' }).click()
  await page.getByRole('menuitem', { name: /^陈静/ }).click()
  await page.getByText(told).waitFor({ state: 'detached' })
  await page.reload()
  await page.getByRole('button', { name: /陈静/ }).waitFor()
  expect(await page.getByRole('button', { name: '换个身份' }).count()).toBe(0)
  await page.context().close()
  const other = await site.open('/')
  await other.getByRole('button', { name: '就用这个' }).click()
  await other.getByText(told).waitFor({ state: 'detached' })
  await other.getByRole('button', { name: /林老师/ }).waitFor()
  await other.context().close()
})

test('a newcomer funds a first loan in three steps and holds it', async () => {
  const newcomer = await site.accountOf('newcomer')
  const loan = await openLoan(site.origin, 200_000_000n)
  const page = await site.openAs(newcomer.address, `/loans/${loan.number}/fund`)
  await page.getByLabel('您投多少').fill('100')
  await page.getByRole('button', { name: /^去核对/ }).click()
  await page.getByText('如果借款人不还了，会怎样？').waitFor()
  await page.getByRole('radio', { name: '平台先垫给我' }).check()
  await page.getByText('平台不会垫付').waitFor()
  await page.getByRole('radio', { name: '我可能收不回，最坏全部失去' }).check()
  await page.getByRole('button', { name: /^去确认/ }).click()
  await page.getByRole('button', { name: /^确认付/ }).click()
  await page.getByText(/^完成：您持有100/).waitFor()
  await expect.poll(() => inFundingOf(site, newcomer.address), { timeout: 30_000 }).toContain('100000000')
  await page.getByRole('link', { name: '看我的投资' }).click()
  await page.getByRole('heading', { name: '我的投资' }).waitFor()
  await page.getByText(`L-${loan.number}`).first().waitFor()
  await page.context().close()
})

test('going back from the check is a step back, loading again stays, and what was sent is never sent again', async () => {
  const newcomer = await site.accountOf('newcomer')
  const loan = await openLoan(site.origin, 200_000_000n)
  const page = await site.openAs(newcomer.address, `/loans/${loan.number}/fund`)
  const amount = page.getByLabel('您投多少')
  await amount.fill('60')
  await page.getByRole('button', { name: /^去核对/ }).click()
  await page.waitForURL(/step=check/)
  await page.reload()
  await page.getByText('如果借款人不还了，会怎样？').waitFor()
  await page.goBack()
  await amount.waitFor()
  expect(await amount.inputValue()).toBe('60.00')
  await page.goForward()
  await page.getByRole('radio', { name: '我可能收不回，最坏全部失去' }).check()
  await page.getByRole('button', { name: /^去确认/ }).click()
  await page.waitForURL(/step=confirm/)
  await page.reload()
  await page.getByRole('button', { name: /^确认付 60/ }).click()
  await page.getByText(/^完成：您持有/).waitFor()
  await page.waitForURL(/step=sent/)
  expect(page.url()).not.toContain('amount')
  await page.reload()
  await page.waitForURL(new RegExp(`/loans/${loan.number}$`))
  // A link straight to the last button leads to the check before it.
  await page.goto(`${site.origin}/loans/${loan.number}/fund?step=confirm&amount=60`)
  await page.getByText('如果借款人不还了，会怎样？').waitFor()
  expect(await page.getByRole('button', { name: /^确认付/ }).count()).toBe(0)
  await page.context().close()
})

test('no more is offered than there is, and an amount that will not do promises nothing', async () => {
  const newcomer = await site.accountOf('newcomer')
  const loan = await openLoan(site.origin, 12_000_000_000n)
  const page = await site.openAs(newcomer.address, `/loans/${loan.number}/fund`)
  await page.getByRole('button', { name: /^全部余额/ }).click()
  await page.getByText(/^若每期按时还，除了您投的/).waitFor()
  expect(await page.getByRole('button', { name: /^全部剩余/ }).count()).toBe(0)
  await page.getByLabel('您投多少').fill('0.5')
  const check = page.getByRole('button', { name: '去核对', exact: true })
  expect(await check.isDisabled()).toBe(true)
  expect(await page.getByText(/^若每期按时还/).count()).toBe(0)
  await page.context().close()
})

test('filters, sort and view of the market live in the address, and going back undoes them', async () => {
  const page = await site.openAs((await site.accountOf('investor')).address, '/market')
  const before = page.url()
  await page.getByLabel('还款方式', { exact: true }).selectOption({ label: '先息后本' })
  await page.waitForURL(/method=interestOnly/)
  await page.getByText('先息后本').nth(1).waitFor()
  const filtered = page.url()
  await page.goBack()
  await page.waitForURL(before)
  await page.goto(filtered)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByLabel('还款方式', { exact: true }).inputValue()).toBe('interestOnly')
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.getByRole('link', { name: 'Market', exact: true }).first().waitFor()
  expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/)
  await page.context().close()
})

test('an investor claims all there is, and is told how much', async () => {
  const investor = await site.accountOf('investor')
  const claimable = () => claimableOf(site, investor.address)
  expect(await claimable()).toBeGreaterThan(0n)
  const page = await site.openAs(investor.address, '/portfolio')
  await claimAll(page)
  await expect.poll(claimable, { timeout: 30_000 }).toBe(0n)
  await page.context().close()
})

test('whoever puts money in or takes it out is called by number, not by an address', async () => {
  const page = await site.open('/explorer')
  const lines = page.locator('main li', { hasText: /投出|领取/ })
  await lines.first().waitFor()
  const told = await lines.allInnerTexts()
  expect(told.filter((text) => !/P-\d{4}/.test(text))).toEqual([])
  await page.context().close()
})

/** A raise six hours before its end, with time moved on until there is one: others may fill the first to close. */
async function closingLoan(): Promise<LoanSummary> {
  const raising = await site.loans('status=funding&sort=deadline&order=asc&limit=100')
  for (const { number, fundingDeadline } of raising) {
    const { head } = await site.platform()
    await site.passTime(Math.max(1, fundingDeadline - 21_600 - head.time))
    await expect.poll(async () => (await site.platform()).indexed?.time).toBeGreaterThan(head.time)
    const loan = await site.ask<LoanSummary>(`/loans/${number}`)
    if (loan.status === 'funding') return loan
  }
  throw new Error('Every raise was filled before its end.')
}

test('what closes within half a day stands before the rest, in any order, and says whether it fills in time', async () => {
  const page = await site.open('/market?sort=rateHigh')
  const closing = page.locator('[data-closing]')
  await page.getByRole('table').waitFor()
  expect(await closing.count()).toBe(0)
  const { number } = await closingLoan()
  await page.reload()
  await closing.getByRole('heading', { name: '12小时内截止' }).waitFor()
  const card = closing.getByRole('article').filter({ hasText: `L-${number}` })
  await card.getByText(/^每天约[\d,]+，按此速度筹(得满|不满，会退款)$/).waitFor()
  const rest = page.getByRole('table').getByText(`L-${number}`, { exact: true })
  expect(await rest.count()).toBe(0)
  const [left, all] = [
    page.getByRole('heading', { name: /^其余\d+笔$/ }),
    page.getByText(/^\d+笔，一共还差$/),
  ]
  const numberOf = async (place: typeof all) => Number((await place.textContent())?.replace(/\D/g, ''))
  expect((await numberOf(left)) + (await closing.getByRole('article').count())).toBe(await numberOf(all))
  await page.context().close()
})

test('a month on, instalments were collected and every raise open before is over', async () => {
  const before = await site.ask<Platform>('/platform')
  const { items } = await site.ask<Page<LoanSummary>>('/loans?status=active&limit=100')
  const raising = await site.loans('status=funding&limit=100')
  const page = await site.openAs((await site.accountOf('investor')).address, '/')
  await page.getByRole('button', { name: '1个月', exact: true }).click()
  await page.getByText(/^现在是/).waitFor()
  const after = await site.ask<Platform>('/platform')
  expect(after.head.time - before.head.time).toBeGreaterThanOrEqual(28 * 86_400)
  const later = await site.ask<Page<LoanSummary>>('/loans?status=active,late,repaid,defaulted&limit=100')
  const settled = (loans: readonly LoanSummary[]) =>
    new Map(loans.map(({ number, instalmentsSettled }) => [number, instalmentsSettled]))
  const then = settled(items)
  const collected = [...settled(later.items)].filter(([number, n]) => n > (then.get(number) ?? n))
  expect(collected.length).toBeGreaterThan(10)
  // Others may have asked meanwhile.
  const stillRaising = (await site.loans('status=funding&limit=100')).map(({ number }) => number)
  expect(raising.length).toBeGreaterThan(0)
  expect(raising.filter(({ number }) => stillRaising.includes(number))).toEqual([])
  await page.context().close()
})

test('the tour follows one loan through its five steps, until it runs late and defaults before the eyes', {
  timeout: 400_000,
}, async () => {
  const page = await site.open('/learn')
  await page.waitForURL(/loan=\d+/)
  const number = new URL(page.url()).searchParams.get('loan')
  const followed = page.locator('.panel').getByText(`L-${number}`)
  for (const step of [2, 3, 4]) {
    await page.getByRole('button', { name: '下一步' }).click()
    await page.waitForURL(new RegExp(`step=${step}.*loan=${number}$`))
    await followed.waitFor()
  }
  await page.reload()
  await followed.waitFor()
  const late = page.getByText(/^这笔已逾期\d+天/)
  const moves = page.getByRole('button', { name: /^(拨到它的下一个应还日|拨1个月)$/ })
  for (let move = 0; move < 6 && (await late.count()) === 0; move++) {
    const { head } = await site.platform()
    await moves.last().and(page.locator(':enabled')).click()
    await expect
      .poll(async () => (await site.platform()).head.time, { timeout: 60_000 })
      .toBeGreaterThan(head.time)
    await page.locator('.panel button:enabled').first().waitFor()
    await page.waitForTimeout(1_000)
  }
  await late.waitFor()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.waitForURL(new RegExp(`loan=${number}$`))
  await page.getByText(/^这笔还没违约/).waitFor()
  await page.getByRole('button', { name: /^让它违约：拨到/ }).click()
  await page.getByText(/^这笔已违约，还有[\d,.]+ TUSD本金没追回/).waitFor({ timeout: 180_000 })
  expect((await site.ask<LoanSummary>(`/loans/${number}`)).status).toBe('defaulted')
  expect(await page.getByRole('button', { name: /^让它违约/ }).count()).toBe(0)
  await page.context().close()
})

test('a portfolio that is being read keeps its place on a phone, and tells nobody that they are nobody or have nothing to claim', async () => {
  const { address } = await site.accountOf('investor')
  const page = await site.openAs(address, '/portfolio', { width: 390, height: 844 })
  await page.getByRole('heading', { name: '钱什么时候回来' }).waitFor()
  await countShifts(page)
  const late = (milliseconds: number) => async (route: Route) => {
    await new Promise((done) => setTimeout(done, milliseconds))
    await route.continue()
  }
  const delays = [
    ['**/demonstration/accounts', 300],
    [`**/portfolios/${address}`, 300],
    ['**/cash-flows?**', 600],
    ['**/holdings?**', 900],
  ] as const
  for (const [path, milliseconds] of delays) await page.route(path, late(milliseconds))
  const wrong: string[] = []
  const reading = page.goto(`${site.origin}/portfolio`)
  for (const told of ['先选一个身份', '现在没有可领的钱'])
    void page
      .getByText(told)
      .waitFor({ timeout: 4_000 })
      .then(() => wrong.push(told))
      .catch(() => {})
  await reading
  await page.getByRole('button', { name: '全部领取', disabled: false }).waitFor()
  await page.getByRole('heading', { name: /^价值＋已领走/ }).waitFor()
  expect(wrong).toEqual([])
  expect(await shiftOf(page)).toBeLessThan(0.05)
  await page.context().close()
})
