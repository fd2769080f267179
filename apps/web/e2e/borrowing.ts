import type { Page } from 'playwright-core'

/** On a borrower's loans: pays the first instalment that is offered, and waits until it is done. */
export async function payInstalment(page: Page): Promise<void> {
  await page.getByRole('button', { name: '还这一期' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确认还/ })
    .click()
  await page.locator('[data-tx="done"]').waitFor()
}
