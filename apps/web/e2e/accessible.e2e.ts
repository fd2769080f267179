import type { Browser } from 'playwright-core'
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

/** A page as it stands when everything on it has been read. */
async function read(browser: Browser, path: string, options: PageOptions) {
  const page = await openPage(browser, { font: false, ...options })
  // Only a borrower has anything on their own page.
  if (path === '/my-loans') await actAs(page, borrower)
  // A colour on its way to another is neither; what stays is looked at.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(site.origin + path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // A part still being read would grow under the window that is looked through.
  await page.waitForFunction(() => document.querySelector('main [class*="skeleton"]') === null)
  return page
}

const looks: Record<string, PageOptions> = {
  'on a desktop in Chinese, light': { locale: 'zh-CN', theme: 'light', width: 1440 },
  'on a phone in English, dark': { locale: 'en-GB', theme: 'dark', width: 390 },
}

for (const [look, options] of Object.entries(looks))
  test(`axe finds nothing serious on any page ${look}`, async () => {
    const found: Record<string, readonly string[]> = {}
    for (const [name, path] of pages) {
      const page = await read(site.browser, path, options)
      const findings = async () => {
        found[name] = await seriousFindings(page)
        return found[name]
      }
      await expect.poll(findings, { timeout: 15_000, interval: 500, message: name }).toEqual([])
      await page.context().close()
    }
    expect(Object.keys(found)).toHaveLength(pages.size)
  }, 300_000)

for (const locale of ['zh-CN', 'en-GB'] as const) {
  test(`every page fits into 320 px, ${locale}`, async () => {
    const found: Record<string, readonly string[]> = {}
    for (const [name, path] of pages) {
      const page = await read(site.browser, path, { locale, width: 320, font: true })
      found[name] = await misfits(page)
      await page.context().close()
    }
    expect(found).toEqual(Object.fromEntries([...pages.keys()].map((name) => [name, []])))
  }, 300_000)

  test(`every page fits with its text twice as large, ${locale}`, async () => {
    const found: Record<string, readonly string[]> = {}
    for (const [name, path] of pages) {
      const page = await read(largeText, path, { locale, width: 1280, font: true })
      const size = await page.evaluate(() => getComputedStyle(document.body).fontSize)
      expect(size).toBe('32px')
      found[name] = await misfits(page)
      await page.context().close()
    }
    expect(found).toEqual(Object.fromEntries([...pages.keys()].map((name) => [name, []])))
  }, 300_000)
}
