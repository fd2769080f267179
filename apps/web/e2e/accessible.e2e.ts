import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { launchBrowser, openPage, type PageOptions } from './browser.ts'
import { everyPage } from './pages.ts'
import { misfits } from './reflow.ts'
import { actAs, type Site, startSite } from './site.ts'

let site: Site
let largeText: Browser
let pages: ReadonlyMap<string, string>
let borrower: string
beforeAll(async () => {
  ;[site, largeText] = await Promise.all([startSite(), launchBrowser({ textSize: 32 })])
  pages = await everyPage(site)
  borrower = (await site.accountOf('borrower')).address
}, 600_000)
afterAll(async () => {
  await largeText?.close()
  await site?.stop()
})

const looks: Record<string, PageOptions> = {
  'on a desktop in Chinese, light': { locale: 'zh-CN', theme: 'light', width: 1440 },
  'on a phone in English, dark': { locale: 'en-GB', theme: 'dark', width: 390 },
}

/** What is wrong with each page, looked at when everything on it has been read. One visitor goes through all of them. */
async function findOnEveryPage(
  browser: Browser,
  options: PageOptions,
  look: (page: Page, name: string) => Promise<readonly string[]>,
) {
  const [visitor, borrowing] = [await openPage(browser, options), await openPage(browser, options)]
  // A colour on its way to another is neither; what stays is looked at.
  for (const page of [visitor, borrowing]) await page.emulateMedia({ reducedMotion: 'reduce' })
  await actAs(borrowing, borrower)
  const found: Record<string, readonly string[]> = {}
  for (const [name, path] of pages) {
    // Only a borrower has anything on their own page.
    const page = path === '/my-loans' ? borrowing : visitor
    await page.goto(site.origin + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // A part still being read would grow under the window that is looked through.
    await page.waitForFunction(() => document.querySelector('main [class*="skeleton"]') === null)
    found[name] = await look(page, name)
  }
  for (const page of [visitor, borrowing]) await page.context().close()
  return found
}

const nothingAnywhere = () => Object.fromEntries([...pages.keys()].map((name) => [name, []]))

for (const [look, options] of Object.entries(looks))
  test(`axe finds nothing serious on any page ${look}`, async () => {
    const found = await findOnEveryPage(site.browser, { ...options, font: false }, async (page, name) => {
      await expect
        .poll(() => seriousFindings(page), { timeout: 15_000, interval: 500, message: name })
        .toEqual([])
      return []
    })
    expect(found).toEqual(nothingAnywhere())
  }, 300_000)

for (const locale of ['zh-CN', 'en-GB'] as const) {
  // A machine without Chinese type gets one to measure by; Latin is measured in the widest it has.
  const font = locale === 'zh-CN'
  test(`every page fits into 320 px, ${locale}`, async () => {
    const found = await findOnEveryPage(site.browser, { locale, width: 320, font }, misfits)
    expect(found).toEqual(nothingAnywhere())
  }, 300_000)

  test(`every page fits with its text twice as large, ${locale}`, async () => {
    const found = await findOnEveryPage(largeText, { locale, width: 1280, font }, async (page) => {
      expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('32px')
      return misfits(page)
    })
    expect(found).toEqual(nothingAnywhere())
  }, 300_000)
}
