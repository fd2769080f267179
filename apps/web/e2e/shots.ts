import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { seriousFindings } from './axe.ts'
import { launchBrowser, openPage } from './browser.ts'

/**
 * Pictures of pages, to look at: `node apps/web/e2e/shots.ts <origin> <folder> /path [/path …]`
 * makes one per page, width (1440, 390), language and theme. Filter with `ONLY=1440-zh-light`.
 */
const [origin = 'http://127.0.0.1:18400', folder = 'shots', ...paths] = process.argv.slice(2)
const only = process.env.ONLY ?? ''
mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
for (const path of paths.length > 0 ? paths : ['/'])
  for (const width of [1440, 390])
    for (const locale of ['zh-CN', 'en-GB'] as const)
      for (const theme of ['light', 'dark'] as const) {
        const name = `${width}-${locale.slice(0, 2)}-${theme}`
        if (!name.includes(only)) continue
        const page = await openPage(browser, { width, locale, theme })
        page.on('pageerror', (error) => console.error(`${path} ${name}:`, error.message))
        page.on(
          'console',
          (message) => message.type() === 'error' && console.error(`${path} ${name}:`, message.text()),
        )
        await page.goto(`${origin}${path}`)
        await page.locator('h1').first().waitFor()
        await page.waitForLoadState('networkidle')
        await page.evaluate(() => document.fonts.ready)
        const file = join(
          folder,
          `${path.replace(/[^a-z0-9]+/gi, '_').replace(/^_|_$/g, '') || 'home'}-${name}.png`,
        )
        await page.screenshot({ path: file, fullPage: true })
        console.log(file)
        for (const finding of await seriousFindings(page)) console.error(`${path} ${name}:`, finding)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (wide > 0) console.error(`${path} ${name}: ${wide} px too wide`)
        await page.context().close()
      }
await browser.close()
