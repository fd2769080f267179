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
  await page.getByLabel('级别（头一年）', { exact: true }).selectOption({ label: 'C级及更好' })
  await page.waitForURL(/grade=C/)
  await page.getByText(`${good.length}笔，一共还差`, { exact: true }).waitFor()
  await page.getByText(/没有评估的借款不在其中/).waitFor()
  await page.reload()
  expect(await page.getByLabel('级别（头一年）', { exact: true }).inputValue()).toBe('C')
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

/** What an applicant says of themselves, by the labels of the fields. */
const said = [
  ['当前逾期账户数', '0'],
  ['年收入（USD）', '90000'],
  ['两年内逾期 30 天以上的次数', '0'],
  ['还债支出与收入之比（%）', '8'],
  ['信用历史长度：从哪天起', '2001-05-01'],
  ['六个月内信贷查询次数', '0'],
  ['未结清信贷账户数', '9'],
  ['公共不良记录数', '0'],
  ['循环信贷余额（USD）', '3000'],
  ['循环额度使用率（35%写0.35）', '0.12'],
  ['税务留置数', '0'],
  ['历史信贷账户总数', '22'],
] as const

/** The page of whom nobody remembers, at the product that asks for an assessment. */
const openBorrow = async () => {
  const { address } = await site.accountOf('newcomer')
  const page = await site.openAs(address, '/borrow')
  await page.getByLabel('产品').selectOption({ label: '个人借款，最长60个月，测试美元，先评估' })
  return page
}

const applyFor = async (amount: string) => {
  const page = await openBorrow()
  await page.getByLabel('借多少').first().fill(amount)
  await page.getByRole('button', { name: '开始预评估' }).click()
  for (const [label, value] of said) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: '签名并申请' }).click()
  return page
}

const askFor = async (page: Awaited<ReturnType<typeof applyFor>>) => {
  await page.getByRole('button', { name: '看条款并提交借款' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^提交申请/ })
    .click()
  await page.getByText('申请已上链，开始筹款').waitFor()
  await page.context().close()
}

test('a borrower is assessed on what they say, and asks for the loan on it, for no more and no longer', async () => {
  const page = await applyFor('5000')
  await page.getByText(/^评估好了：[A-F]级，最多借.*，最长24个月，/).waitFor()
  const next = page.getByRole('button', { name: '看条款并提交借款' })
  const term = page.getByRole('slider', { name: '分多久还' })
  await term.fill('60')
  await page.getByText('您在上面选的期限是60个月，评估最长允许24个月。').waitFor()
  expect(await next.isDisabled()).toBe(true)
  await term.fill('24')
  await page.getByLabel('借多少').first().fill('5001')
  await page.getByText(/^您在上面选的是5,001.*，评估最多允许5,000/).waitFor()
  expect(await next.isDisabled()).toBe(true)
  await page.getByLabel('借多少').first().fill('5000')
  await askFor(page)
  const [newest] = await site.loans('limit=1&sort=newest')
  expect(newest?.assessment?.grade).toMatch(/^[A-F]$/)
})

test('above what one signature may cover a person decides, and the borrower hears of it', async () => {
  const page = await applyFor('25000')
  await page.getByText('这份申请要由人来看，还没有结论。').waitFor()
  const { address } = await site.accountOf('underwriter')
  const desk = await site.openAs(address, '/underwriting')
  await desk.getByRole('button', { name: '签名并打开待办' }).click()
  await desk.getByText('有1份在等，最早的在前').waitFor()
  await desk.getByText('申请资料，共21项').click()
  await desk.getByText('25,000 USD').waitFor()
  await desk.getByRole('button', { name: '批准', exact: true }).click()
  const sheet = desk.getByRole('dialog')
  await sheet.getByText(/^您签下的评估：[A-F]级，最多借25,000\.00 TUSD，最长24个月/).waitFor()
  await sheet.getByRole('button', { name: '签名批准' }).click()
  const told = desk.getByText(/^P-\d+的申请已批准，对方可以提交借款了。$/)
  await told.waitFor()
  await desk.getByText('没有等着看的申请').waitFor()
  // The button that was pressed is gone: the line that tells what was decided has the focus.
  await expect.poll(() => told.evaluate((line) => line === document.activeElement)).toBe(true)
  await desk.context().close()
  await page.getByRole('button', { name: '看看有没有结论' }).click()
  await page.getByText(/^评估好了：[A-F]级/).waitFor()
  await page.context().close()
  // Whoever closed the page finds it again from anywhere, and goes on from there.
  const later = await openBorrow()
  await later.getByRole('button', { name: '开始预评估' }).click()
  await later.getByRole('button', { name: '签名并查看我的申请' }).click()
  const former = later.getByRole('article').filter({ hasText: '25,000' })
  await former.getByText(/^记在决定日志第\d+行/).waitFor()
  await former.getByRole('button', { name: '看条款并提交借款' }).click()
  await later
    .getByRole('dialog')
    .getByRole('button', { name: /^提交申请/ })
    .click()
  await later.getByText('申请已上链，开始筹款').waitFor()
  await later.context().close()
})

test('who looks at the market is told on the card which loan is not for them, and before all cards why none is', async () => {
  const newcomer = await site.accountOf('newcomer')
  // What was asked for a moment ago may still be on its way into the list.
  const own = async () =>
    (await site.loans('status=funding&limit=100')).filter(
      ({ borrowerId }) => borrowerId === newcomer.participantId,
    ).length
  expect(await own()).toBeGreaterThan(0)
  const page = await site.openAs(newcomer.address, '/market?view=cards&sort=newest')
  const barred = page.getByRole('article').filter({ hasText: '不能投：您自己的借款' })
  await expect.poll(async () => (await barred.count()) - (await own())).toBe(0)
  expect(await barred.getByRole('link', { name: '投资' }).count()).toBe(0)
  const fundable = page.getByRole('article').getByRole('link', { name: '投资' })
  expect(await fundable.count()).toBeGreaterThan(0)
  await page.context().close()
  const nobody = await site.openAs((await site.accountOf('guardian')).address, '/market?view=cards')
  await nobody.getByText('这个账户还没有通过验证，请先验证或换一个账户').waitFor()
  const cards = nobody.getByRole('article')
  expect(await cards.count()).toBeGreaterThan(0)
  expect(await cards.getByRole('link', { name: '投资' }).count()).toBe(0)
  await nobody.context().close()
})

test('who is no underwriter on the chain is told so before anything is to be signed, and where it is written', async () => {
  const { address } = await site.accountOf('investor')
  const page = await site.openAs(address, '/underwriting')
  await page.getByText('这个账户没有评估人权限').waitFor()
  expect(await page.getByRole('button', { name: '签名并打开待办' }).count()).toBe(0)
  await page.getByRole('link', { name: '看谁有这项权限' }).click()
  await page.waitForURL(/\/explorer\/powers$/)
  await page.context().close()
})

test('an underwriter whom the server does not answer is told what that means, and can try again', async () => {
  const { address } = await site.accountOf('underwriter')
  const desk = await site.openAs(address, '/underwriting')
  await desk.route('**/credit/queue', (route) => route.abort())
  await desk.getByRole('button', { name: '签名并打开待办' }).click()
  await desk.getByText('没有办成：服务没有回应。钱和账都在链上，没有受影响。').waitFor()
  await desk.unroute('**/credit/queue')
  await desk.getByRole('button', { name: '签名并打开待办' }).click()
  await desk.getByRole('button', { name: '再读一次' }).waitFor()
  await desk.context().close()
})
