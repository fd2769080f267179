import type { BrowserContext } from 'playwright-core'
import { onTestFailed } from 'vitest'

/** Of what a page shows as much as tells where it stood. */
const shownAtMost = 3_000

/** Has a test that fails say what the pages of a context showed then, and what they complained of; outside of a test it does nothing. */
export function tellOnFailure(context: BrowserContext): void {
  const complaints: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  try {
    onTestFailed(async () => {
      for (const page of context.pages()) {
        const text = await page
          .locator('main')
          .ariaSnapshot({ timeout: 5_000 })
          .catch((error: Error) => `(nothing: ${error.message})`)
        console.error(`A page at ${page.url()} showed:\n${text.slice(0, shownAtMost)}`)
      }
      if (complaints.length > 0) console.error(`It complained of:\n${complaints.slice(-10).join('\n')}`)
    })
  } catch {
    // Opened for several tests at once.
  }
}
