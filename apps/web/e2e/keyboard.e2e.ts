import { afterAll, beforeAll, expect, test } from 'vitest'
import { focused, tabTo } from './keyboard.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const openLoan = async () => {
  const open = await site.loans('status=funding&sort=deadline&order=desc&limit=50')
  const loan = open.find(({ raised, terms }) => BigInt(terms.principal) - BigInt(raised) > 200_000_000n)
  if (!loan) throw new Error('Nothing is left to fund.')
  return loan
}

for (const width of [1440, 390])
  test(`a loan is funded and withdrawn by the keyboard alone, ${width} px wide`, async () => {
    const { number } = await openLoan()
    const page = await site.openAs((await site.accountOf('newcomer')).address, `/loans/${number}`, { width })
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const faults: string[] = []
    const go = async (target: Parameters<typeof tabTo>[1], key = 'Tab') =>
      faults.push(...(await tabTo(page, target, key)))

    // The first stop leads past the navigation.
    await page.getByRole('link', { name: '投资这笔' }).waitFor()
    await go(page.getByRole('link', { name: '跳到正文' }))
    await page.keyboard.press('Enter')
    await go(page.getByRole('link', { name: '投资这笔' }))
    await page.keyboard.press('Enter')

    await page.getByLabel('您投多少').waitFor()
    await go(page.getByLabel('您投多少'))
    await page.keyboard.type('30')
    await page.keyboard.press('Enter')

    // The next step begins at its top; the wrong answer is explained, the right one leads on.
    const answer = (name: string) => page.getByRole('radio', { name })
    await page.getByText('如果借款人不还了，会怎样？').waitFor()
    await go(answer('平台先垫给我'))
    await page.keyboard.press('Space')
    await page.getByText('平台不会垫付').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.getByText('这不是存款，没有保险赔付').waitFor()
    await page.keyboard.press('ArrowDown')
    await button(/^去确认/)
      .and(page.locator(':enabled'))
      .waitFor()
    await go(button('改金额'))
    await page.keyboard.press('Space')
    await page.getByLabel('您投多少').waitFor()
    await go(page.getByLabel('您投多少'))
    expect(await page.getByLabel('您投多少').inputValue()).toBe('30')
    await page.keyboard.press('Enter')
    await go(answer('平台先垫给我'))
    await page.keyboard.press('ArrowUp')
    await button(/^去确认/)
      .and(page.locator(':enabled'))
      .waitFor()
    await go(button(/^去确认/))
    await page.keyboard.press('Enter')

    await go(button(/^确认付/))
    await page.keyboard.press('Enter')
    await page.getByText(/^完成：您持有/).waitFor()
    await expect.poll(() => focused(page)).toMatch(/^dl "凭证"/)

    // A sheet takes the focus, Escape gives it back to what opened it.
    const withdraw = page
      .locator('main')
      .getByRole('button', { name: /^撤回 30/ })
      .first()
    await withdraw.waitFor()
    await go(withdraw)
    await page.keyboard.press('Space')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await withdraw.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    // Closed and opened again faster than the browser tells of it, it stays open.
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await go(page.getByRole('dialog').getByRole('button', { name: /^撤回 30/ }))
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByLabel('凭证', { exact: true }).waitFor()
    await expect.poll(() => focused(page)).toMatch(/^dl "凭证"/)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    // What opened the sheet is gone by now, but the focus is not.
    await expect.poll(() => focused(page)).not.toBe('nothing')
    await page.getByRole('button', { name: /^撤回 30/ }).waitFor({ state: 'hidden' })
    expect(await focused(page)).not.toBe('nothing')
    expect(faults).toEqual([])
    await page.context().close()
  })

test('“/” searches from anywhere, and the list of accounts is walked, chosen from and left by keys', async () => {
  const page = await site.open('/market')
  await page.keyboard.press('/')
  await page.keyboard.type('L-1')
  await page.keyboard.press('Enter')
  await page.waitForURL(/explorer\?q=L-1/)
  const accounts = page.getByTitle('您以谁的身份操作')
  await tabTo(page, accounts, 'Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  await expect.poll(() => accounts.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Space')
  await page.getByRole('menu').waitFor()
  // Above the demonstration's accounts stands signing up or in.
  const focusedItem = () =>
    page.evaluate(() => {
      const { activeElement: item } = document
      return item?.getAttribute('role')?.startsWith('menuitem') ? item.textContent : null
    })
  await page.getByRole('menu').getByText('陈静').waitFor()
  for (let step = 0; step < 6 && !(await focusedItem())?.includes('陈静'); step++) {
    const before = await focusedItem()
    await page.keyboard.press('ArrowDown')
    await expect.poll(focusedItem, { timeout: 10_000 }).not.toBe(before)
  }
  expect(await focusedItem()).toContain('陈静')
  await page.keyboard.press('Enter')
  await page.getByRole('menu').waitFor({ state: 'hidden' })
  await expect.poll(() => accounts.textContent()).toContain('陈静')
  await expect.poll(() => accounts.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.context().close()
})
