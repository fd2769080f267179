import type { Browser } from 'playwright-core'
import { addAuthenticator } from '../apps/web/e2e/authenticator.ts'
import { openPage } from '../apps/web/e2e/browser.ts'
import { confirmFunding, openLoan } from '../apps/web/e2e/investing.ts'

/**
 * A newcomer on a phone signs up with a passkey and makes a first investment.
 * @returns seconds from the click that signs up to the receipt, and how often the person was asked to confirm.
 */
export const signUpToFunded = async (
  browser: Browser,
  platform: string,
): Promise<{ readonly seconds: number; readonly ceremonies: number }> => {
  const origin = platform.replace('127.0.0.1', 'localhost')
  const { number: loan } = await openLoan(platform)
  const page = await openPage(browser, { width: 390, height: 844, font: false })
  try {
    const authenticator = await addAuthenticator(page)
    // Other pages are loaded as somebody would who has looked around before deciding.
    await page.goto(`${origin}/loans/${loan}/fund`)
    await page.goto(`${origin}/account`)
    await page.getByRole('button', { name: '开户', exact: true }).waitFor()
    const began = performance.now()
    await page.getByRole('button', { name: '开户', exact: true }).click()
    await page.getByText('账户已就绪').waitFor()
    await page.goto(`${origin}/loans/${loan}/fund`)
    await confirmFunding(page, '100')
    await page.getByText(/^完成：您持有100/).waitFor()
    const seconds = (performance.now() - began) / 1000
    const { made, confirmed } = authenticator.ceremonies()
    return { seconds: Math.round(seconds * 100) / 100, ceremonies: made + confirmed }
  } finally {
    await page.context().close()
  }
}
