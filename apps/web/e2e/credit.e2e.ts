import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

test('the market is narrowed to good grades, and the loan that is opened says how many like it fail', async () => {
  const good = await site.loans('status=funding&grade=A,B,C&limit=100')
  const all = await site.loans('status=funding&limit=100')
  expect(good.length).toBeGreaterThan(0)
  expect(good.length).toBeLessThan(all.length)
  const page = await site.open('/market')
  await page.getByLabel('级别', { exact: true }).selectOption({ label: 'C级及更好' })
  await page.waitForURL(/grade=C/)
  await page.getByText(`${good.length}笔`, { exact: true }).waitFor()
  await page.getByText(/没有评估的借款不在其中/).waitFor()
  await page.reload()
  expect(await page.getByLabel('级别', { exact: true }).inputValue()).toBe('C')
  const [first] = good
  await page.goto(`${site.origin}/loans/${first?.number}`)
  await page.getByRole('heading', { name: '信用评估' }).waitFor()
  await page.getByText(/^同类100笔里/).waitFor()
  await page.getByRole('heading', { name: '利率和级别相称吗' }).waitFor()
  await page.getByRole('link', { name: '看模型和它的战绩' }).click()
  await page.getByRole('heading', { name: '预计和实际' }).waitFor()
  await page.context().close()
})

test('a score is made anew in the browser, and every part equals the chain’s', async () => {
  const loan = (await site.loans('status=active,repaid&grade=A,B,C,D,E,F&limit=1'))[0]
  const page = await site.open(`/loans/${loan?.number}`)
  await page.getByRole('button', { name: '重算这个评分' }).click()
  await page.getByText('重算结果与链上完全相同').waitFor()
  await page.getByRole('heading', { name: '级别是怎么加出来的' }).waitFor()
  await page.context().close()
})

test('another file than the application’s is told from it', async () => {
  const loan = (await site.loans('status=active,repaid&grade=A,B,C,D,E,F&limit=1'))[0]
  const path = `/demonstration/inputs/${loan?.loanId}`
  const { saltedFields } = await site.ask<{ saltedFields: Record<string, { value: string }> }>(path)
  const other = { ...saltedFields, annual_inc: { ...saltedFields.annual_inc, value: '9000' } }
  const page = await site.open(`/loans/${loan?.number}`)
  await page.getByRole('button', { name: '重算这个评分' }).click()
  await page.getByText('重算结果与链上完全相同').waitFor()
  await page.locator('input[type=file]').setInputFiles({
    name: 'application.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(other)),
  })
  await page.getByText(/与链上不同$/).waitFor()
  await page.getByText(/这些资料不是这份评估用的/).waitFor()
  await page.context().close()
})
