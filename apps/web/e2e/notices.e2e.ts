import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAuthenticator } from './authenticator.ts'
import { openPage } from './browser.ts'
import { type Site, startSite } from './site.ts'

let site: Site
beforeAll(async () => {
  site = await startSite()
}, 600_000)
afterAll(() => site?.stop())

/** The e-mail a platform of one machine would have sent, the newest first. */
function mails(): readonly string[] {
  const folder = join(site.dataFolder ?? '', 'mail')
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .map((path) => readFileSync(path, 'utf8'))
}

test('whoever gives an address is told there, once its code came back, of what happens to the account', async () => {
  const page = await openPage(site.browser, { width: 390, height: 844, locale: 'en-GB', font: false })
  await addAuthenticator(page)
  const origin = site.origin.replace('127.0.0.1', 'localhost')
  await page.goto(`${origin}/account`)
  await page.getByRole('button', { name: 'Open account', exact: true }).click()
  await page.getByText('Your account is ready').waitFor()
  await page.getByRole('link', { name: 'Sign-in and codes' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'What you are told' }).waitFor()
  await page.getByText('Nothing yet.').waitFor()

  await page.getByLabel('E-mail address').fill('mei@')
  await page.getByRole('button', { name: 'Send a code' }).click()
  await page.getByText('Give a whole address').waitFor()
  await page.getByLabel('E-mail address').fill('mei@example.org')
  await page.getByRole('button', { name: 'Send a code' }).click()
  const code = page.getByLabel('The code in the e-mail')
  await code.waitFor()
  const sent = /Subject: (\d{6}) is your code/.exec(mails()[0] ?? '')?.[1] ?? ''
  await code.fill(String((Number(sent) + 1) % 1_000_000).padStart(6, '0'))
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await page.getByText('That is not the last code we sent').waitFor()
  await code.fill(sent)
  await page.getByRole('button', { name: 'Confirm the address' }).click()
  await page.getByText('You are told at m…@example.org').waitFor()

  // A browser that has forgotten everything is a new one.
  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('Signed in in a new browser').waitFor()
  await expect
    .poll(() => mails().some((mail) => mail.includes('A new sign-in')), { timeout: 40_000 })
    .toBe(true)
  await page.getByRole('button', { name: 'Stop e-mail' }).click()
  await page.getByText('You are told on this page only').waitFor()
  await page.context().close()
})
