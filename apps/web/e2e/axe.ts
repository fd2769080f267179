import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * What axe finds on a page, serious or worse, one line each; WCAG 2.2 A and AA. The window is made as tall as the page, so that
 * the phone's bottom bar covers nothing that scrolling would uncover.
 */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  const window = page.viewportSize() ?? { width: 1440, height: 900 }
  const tall = () => page.evaluate(() => document.documentElement.scrollHeight)
  // A part that is read late makes the page grow again.
  for (let height = 0; height !== (await tall()); ) {
    height = await tall()
    await page.setViewportSize({ ...window, height })
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  }
  await page.evaluate(source)
  const results = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  })`)) as AxeResults
  await page.setViewportSize(window)
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    )
}
