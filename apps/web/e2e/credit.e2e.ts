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
