import type { Page as ApiPage, LoanSummary } from '@hurong/sdk/api'
import type { Page } from 'playwright-core'

/** A loan with room for more than `room` base units, open for longest. */
export async function openLoan(origin: string, room = 300_000_000n): Promise<LoanSummary> {
  const answer = await fetch(`${origin}/api/v1/loans?status=funding&sort=deadline&order=desc&limit=50`)
  const { items } = (await answer.json()) as ApiPage<LoanSummary>
  const loan = items.find(({ raised, terms }) => BigInt(terms.principal) - BigInt(raised) > room)
  if (loan === undefined) throw new Error('No loan has room left.')
  return loan
}

/** On the page that funds a loan: goes as far as the last button. */
export async function prepareFunding(page: Page, amount: string): Promise<void> {
  await page.getByLabel('您投多少').fill(amount)
  await page.getByRole('button', { name: /^去核对/ }).click()
  await page.getByRole('radio', { name: '我可能收不回，最坏全部失去' }).check()
  await page.getByRole('button', { name: /^去确认/ }).click()
}

/** Goes all the way, and leaves the outcome to be awaited. */
export async function confirmFunding(page: Page, amount: string): Promise<void> {
  await prepareFunding(page, amount)
  await page.getByRole('button', { name: /^确认付/ }).click()
}

/** On the portfolio: takes out all that loans have ready, and waits until it is done. */
export async function claimAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: '全部领取' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确认领取/ })
    .click()
  await page.locator('[data-tx="done"]').waitFor()
}
