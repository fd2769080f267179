import type { LoanSummary, Page } from '@hurong/sdk/api'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousFindings } from './axe.ts'
import { launchBrowser, openPage, type PageOptions } from './browser.ts'
import { type RunningPlatform, startPlatform } from './platform.ts'

let platform: RunningPlatform
let browser: Browser
let running: LoanSummary | undefined
let open: LoanSummary | undefined
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([startPlatform(), launchBrowser()])
  const first = async (status: string) => {
    const answer = await fetch(`${platform.origin}/api/v1/loans?status=${status}&limit=1`)
    return ((await answer.json()) as Page<LoanSummary>).items[0]
  }
  ;[running, open] = await Promise.all([first('late'), first('funding')])
}, 600_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

/** Every page; those of one loan or person take one of the market's. */
const pages: Record<string, () => string> = {
  home: () => '/',
  market: () => '/market',
  'a late loan': () => `/loans/${running?.number}`,
  'funding a loan': () => `/loans/${open?.number}/fund`,
  portfolio: () => '/portfolio',
  borrow: () => '/borrow',
  'my loans': () => '/my-loans',
  explorer: () => '/explorer',
  'a loan in the explorer': () => `/explorer?q=L-${running?.number}`,
  powers: () => '/explorer/powers',
  'the whole book': () => '/explorer/book',
  'a participant': () => `/participants/${running?.borrowerId}`,
  learn: () => '/learn',
}

const looks: Record<string, PageOptions> = {
  'on a desktop in Chinese, light': { locale: 'zh-CN', theme: 'light', width: 1440 },
  'on a phone in English, dark': { locale: 'en-GB', theme: 'dark', width: 390 },
}

for (const [look, options] of Object.entries(looks))
  test.for(Object.entries(pages))(`axe finds nothing serious on %s ${look}`, async ([, path]) => {
    const page = await openPage(browser, { ...options, font: false })
    // A colour on its way to another is neither; what stays is looked at.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(platform.origin + path())
    await page.getByRole('heading', { level: 1 }).waitFor()
    // A part still being read would grow under the window that axe looks through.
    await page.waitForFunction(() => document.querySelector('main [class*="skeleton"]') === null)
    await expect.poll(() => seriousFindings(page), { timeout: 15_000, interval: 500 }).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      options.width ?? 1440,
    )
    await page.context().close()
  })
