import { gzipSync } from 'node:zlib'
import { launchBrowser, openContext } from '../apps/web/e2e/browser.ts'
import { runPlatform, temporaryFolder } from '../apps/web/e2e/platform.ts'
import { signUpToFunded } from './account.ts'
import type { Bench } from './results.ts'

/** A phone: its processor four times slower than this machine's, on 4G as browsers' own tools take it. */
const slowdown = 4
const network = {
  offline: false,
  latency: 165,
  downloadThroughput: (8.1 * 1_000_000) / 8,
  uploadThroughput: (1.35 * 1_000_000) / 8,
}
const rounds = 5

/** Starts a whole platform with its demonstration market, hands its address over, and ends it. */
const withPlatform = async <T>(measure: (origin: string) => Promise<T>): Promise<T> => {
  const { dataFolder, remove } = temporaryFolder()
  try {
    const { origin, stop } = await runPlatform(dataFolder)
    return await measure(origin).finally(stop)
  } finally {
    remove()
  }
}

type Visit = {
  /** Scripts and style sheets the page itself asked for, gzipped: bytes. */
  readonly bytes: number
  readonly files: number
  /** Seconds. */
  readonly largestPaint: number
}

/** One visit to the first page by somebody who was never here. */
const visit = async (
  browser: Awaited<ReturnType<typeof launchBrowser>>,
  origin: string,
  slow: boolean,
): Promise<Visit> => {
  const context = await openContext(browser, { width: 390, height: 844, font: false })
  try {
    const page = await context.newPage()
    const parts = new Map<string, Promise<Buffer>>()
    page.on('response', (response) => {
      const kind = response.request().resourceType()
      if (response.ok() && (kind === 'script' || kind === 'stylesheet'))
        parts.set(response.url(), response.body())
    })
    if (slow) {
      const devtools = await context.newCDPSession(page)
      await devtools.send('Network.enable')
      await devtools.send('Network.emulateNetworkConditions', network)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    }
    await page.goto(origin)
    await page.locator('h1').first().waitFor()
    // The stream of changes never ends; what is awaited are the page's figures.
    await page.waitForFunction(
      () => document.querySelectorAll('[role="status"] .hidden-visually').length === 0,
    )
    const largestPaint = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            const last = list.getEntries().at(-1)
            if (last) resolve(last.startTime / 1000)
          }).observe({ type: 'largest-contentful-paint', buffered: true })
        }),
    )
    const bodies = await Promise.all(parts.values())
    return {
      bytes: bodies.reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0),
      files: bodies.length,
      largestPaint,
    }
  } finally {
    await context.close()
  }
}

/** What a newcomer's browser loads for the first page, and how soon it shows on a slow phone. */
export const benchWeb: Bench = (say) =>
  withPlatform(async (origin) => {
    const browser = await launchBrowser()
    try {
      const { bytes, files } = await visit(browser, origin, false)
      const initialKiB = Math.round((bytes / 1024) * 10) / 10
      say(`first page: ${files} scripts and style sheets, ${initialKiB} KiB gzip`)
      const paints: number[] = []
      for (let round = 0; round < rounds; round++)
        paints.push(Math.round((await visit(browser, origin, true)).largestPaint * 1000) / 1000)
      say(`largest contentful paint on a slow phone: ${paints.join(', ')} s`)
      const newcomers = []
      for (let round = 0; round < rounds; round++) newcomers.push(await signUpToFunded(browser, origin))
      say(`sign-up to a first investment: ${newcomers.map(({ seconds }) => seconds).join(', ')} s`)
      const slowest = Math.max(...newcomers.map(({ seconds }) => seconds))
      const ceremonies = Math.max(...newcomers.map((one) => one.ceremonies))
      const median = [...paints].sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
      return {
        'web.initialKiB': { value: initialKiB, unit: 'KiB', goal: '<= 220' },
        'web.lcp': { value: median, unit: 's', goal: '<= 2.5' },
        'account.signUpToFundedSeconds': { value: slowest, unit: 's', goal: '<= 5' },
        'account.signUpToFunded.ceremonies': { value: ceremonies, unit: 'ceremonies', goal: '<= 2' },
      }
    } finally {
      await browser.close()
    }
  })

export { benchWeb as bench }
