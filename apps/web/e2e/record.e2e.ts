import type { Participant } from '@hurong/sdk/api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { payInstalment } from './borrowing.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

const somebody = async () => (await site.accountOf('investor')).address

test('what is due and unpaid stands in the record of who is in default, and no tick praises them', async () => {
  const [loan] = await site.loans('status=defaulted&limit=1')
  if (!loan) throw new Error('The market has no loan in default.')
  const { unpaid, record } = await site.ask<Participant>(`/participants/${loan.borrowerId}`)
  expect(unpaid.length).toBeGreaterThan(0)
  const days = Math.max(...unpaid.map(({ daysLate }) => daysLate))
  const told = `${unpaid.length}期到期未还（最长${days}天），${record.loansDefaulted}次违约`
  const page = await site.openAs(await somebody(), `/participants/${loan.borrowerId}`)
  await page.getByText(told).waitFor()
  await page.getByText('1笔违约，没有还清').waitFor()
  expect(await page.getByText('身份已验证', { exact: true }).count()).toBe(0)
  await page.goto(`${site.origin}/loans/${loan.number}`)
  await page.getByText(told).waitFor()
  await page.getByText('全部已到期').waitFor()
  await page.getByRole('rowheader', { name: '违约后追回' }).waitFor()
  await page.context().close()
})

test('an address with no number in it has no page', async () => {
  const page = await site.openAs(await somebody(), '/loans/abc')
  for (const path of ['/loans/abc', '/loans/0/fund', '/participants/abc', '/models/abc']) {
    await page.goto(`${site.origin}${path}`)
    await page.getByRole('heading', { name: '没有这一页' }).first().waitFor()
    expect(await page.getByRole('button', { name: '再试一次' }).count()).toBe(0)
  }
  await page.context().close()
})

test('whoever has paid the running instalment is told the next one, and that nothing is due now', async () => {
  const borrowers = (await site.accounts()).filter(({ role }) => role === 'borrower')
  const running = await Promise.all(
    borrowers.map(async ({ address, participantId }) => ({
      address,
      loans: await site.loans(`borrower=${participantId}&status=active`),
    })),
  )
  const found = running.find(({ loans }) => loans.length === 1)
  if (!found) throw new Error('No demonstration borrower has one running loan.')
  const page = await site.openAs(found.address, '/my-loans')
  const pay = page.getByRole('button', { name: '还这一期' })
  await pay.or(page.getByText('现在不用还')).first().waitFor()
  if ((await pay.count()) > 0) await payInstalment(page)
  await page.goto(`${site.origin}/my-loans`)
  await page.getByText('现在不用还').waitFor()
  await page.getByText('等到下一期').waitFor()
  await page.getByRole('button', { name: '提前还一部分' }).click()
  expect(await page.getByRole('button', { name: / 0\.00/ }).count()).toBe(0)
  await page.getByRole('button', { name: '先填金额' }).waitFor()
  await page.context().close()
})
