import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startPushService } from '@hurong/server/fixtures/push-service'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAuthenticator } from './authenticator.ts'
import { seriousFindings } from './axe.ts'
import { openPage } from './browser.ts'
import { bring, noteShown, reachBy } from './pushing.ts'
import { type Site, startSite } from './site.ts'

let site: Site
let push: Awaited<ReturnType<typeof startPushService>>
beforeAll(async () => {
  push = await startPushService()
  site = await startSite({ PUSH_SERVICES: push.url })
}, 600_000)
afterAll(async () => {
  await site?.stop()
  await push?.close()
})

/** A new account in a browser of its own, signed in on a phone, where its owner sees what they are told. */
const openSignedIn = async (prepare: (page: Page) => Promise<unknown> = async () => {}) => {
  const page = await openPage(site.browser, { width: 390, height: 844, locale: 'en-GB', font: false })
  await addAuthenticator(page)
  await prepare(page)
  const origin = site.origin.replace('127.0.0.1', 'localhost')
  await page.goto(`${origin}/account`)
  await page.getByRole('button', { name: 'Open account', exact: true }).click()
  await page.getByText('Your account is ready').waitFor()
  await page.getByRole('link', { name: 'Sign-in and codes' }).click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'What you are told' }).waitFor()
  return page
}

/** The e-mail a platform of one machine would have sent, the newest first. */
function mails(): readonly string[] {
  const folder = join(site.dataFolder ?? '', 'mail')
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .map((path) => readFileSync(path, 'utf8'))
}

test('whoever gives an address is told there, once its code came back, of what happens to the account', async () => {
  const page = await openSignedIn()
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
  await page.getByText('Give an e-mail address to hear').waitFor()
  await page.context().close()
})

test('a browser that may show notices is told with no page open, in the owner’s language, until it is ended', async () => {
  const subscription = push.subscribe()
  const page = await openSignedIn(async (opened) => {
    await reachBy(opened, subscription)
    await opened.context().grantPermissions(['notifications'])
  })
  await page.getByRole('button', { name: 'Tell me in this browser' }).click()
  await page.getByText('This browser', { exact: true }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  const shown = await noteShown(page)
  const [welcome] = push.pushed.splice(0)
  await bring(page, welcome?.message)
  await expect.poll(shown).toMatchObject([
    {
      title: 'This browser is told from now on',
      // What is told twice under one tag is shown once.
      options: { tag: welcome?.topic, lang: 'en', data: { path: '/account/security' } },
    },
  ])

  await page.context().clearCookies()
  await page.reload()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('Signed in in a new browser').waitFor()
  await expect
    .poll(() => push.pushed.map(({ message }) => message.title), { timeout: 40_000 })
    .toEqual(['A new sign-in to your account'])
  await bring(page, push.pushed.splice(0)[0]?.message)
  await expect.poll(async () => (await shown())[1]?.title).toBe('A new sign-in to your account')

  await page.getByRole('button', { name: /^Stop notices in / }).click()
  await page.getByRole('button', { name: 'Tell me in this browser' }).waitFor()
  await page.context().close()
})

test('a browser that may not show notices, or reaches no push service, says what to do', async () => {
  const page = await openSignedIn()
  // Without permission, and without a push service: as a browser of tests is by itself.
  await page.getByRole('button', { name: 'Tell me in this browser' }).click()
  await page.getByText('does not let this site show notices').waitFor()
  await page.context().grantPermissions(['notifications'])
  await page.getByRole('button', { name: 'Tell me in this browser' }).click()
  await page.getByText('reaches no push service').waitFor()
  expect(push.pushed).toEqual([])
  await page.context().close()
})
