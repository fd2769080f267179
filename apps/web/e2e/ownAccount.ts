import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Authenticator, addAuthenticator, type Passkey } from './authenticator.ts'
import { openPage, type PageOptions } from './browser.ts'

/** A page of somebody with a device of their own. */
export interface Visitor {
  readonly page: Page
  readonly authenticator: Authenticator
}

/** Passkeys are for names, and a bare number is none. */
export const named = (origin: string) => origin.replace('127.0.0.1', 'localhost')

export const phone: PageOptions = { width: 390, height: 844, font: false }

/** Opens a page in a browser that knows nothing. @param synced Passkeys its device already has. */
export async function visitWith(
  browser: Browser,
  url: string,
  options: PageOptions = {},
  synced: readonly Passkey[] = [],
): Promise<Visitor> {
  const page = await openPage(browser, { font: false, ...options })
  const authenticator = await addAuthenticator(page, synced)
  await page.goto(named(url))
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, authenticator }
}

/** The address the account page shows. */
export const addressOn = async (page: Page) => (await page.locator('dd code').first().textContent()) ?? ''

/** Signs up with a passkey. */
export async function openAccount(browser: Browser, origin: string, options: PageOptions = {}) {
  const visited = await visitWith(browser, `${origin}/account`, options)
  await visited.page.getByRole('button', { name: '开户', exact: true }).click()
  await visited.page.getByText('账户已就绪').waitFor()
  return { ...visited, address: await addressOn(visited.page) }
}

/** The link a page shows to be handed over. */
export const linkOn = (page: Page, label: string) => page.getByLabel(label).inputValue()

/** The digits a page shows to be compared. */
export async function codeOn(page: Page): Promise<string | null> {
  const code = page.locator('[data-check]')
  await code.filter({ hasText: /\d{4} \d{4} \d{4}/ }).waitFor()
  return code.getAttribute('data-check')
}

/** Presses a button and waits until what it sends is done. */
export async function doneBy(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.locator('[data-tx="done"]').first().waitFor()
}

/**
 * Waits until something is done that anybody may do: the platform's keeper by itself, or who presses the button, whichever
 * comes first.
 * @param isDone Whether the page shows it.
 */
export async function doneByAnybody(
  page: Page,
  button: string,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const look = async () => {
    if (await isDone()) return true
    const shown = page.getByRole('button', { name: button })
    if ((await shown.count()) > 0 && (await page.locator('[data-tx]').count()) === 0)
      await shown.click({ timeout: 2_000 }).catch(() => {})
    return false
  }
  await expect.poll(look, { timeout: 40_000, interval: 500 }).toBe(true)
}
