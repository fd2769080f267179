import type { Page } from 'playwright-core'

interface Shift extends PerformanceEntry {
  readonly value: number
}

/** Counts from now on, on every page of the context, by how much things that are there already are moved. */
export const countShifts = (page: Page): Promise<unknown> =>
  page.context().addInitScript(() => {
    const counted = window as { shifted?: number }
    counted.shifted = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) counted.shifted = (counted.shifted ?? 0) + (entry as Shift).value
    }).observe({ type: 'layout-shift', buffered: true })
  })

/** The layout shift of the page since it began to load; 0 where nothing moved. */
export const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as { shifted?: number }).shifted ?? 0)
