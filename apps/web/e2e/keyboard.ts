import type { Locator, Page } from 'playwright-core'

/** A stop on the way of the Tab key, as far as it is not as it should be. */
interface Stop {
  readonly what: string
  readonly fault: string | null
}

/** What has the focus now, and whether one can see that it has: a ring is drawn and nothing lies over it. */
const look = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!(at instanceof HTMLElement) || at === document.body)
      return { what: 'nothing', fault: 'has no focus' }
    const words = at.getAttribute('aria-label') ?? at.textContent ?? ''
    const what = `${at.tagName.toLowerCase()} "${words.trim().slice(0, 40)}"`
    const ringed = (element: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    }
    // A field may leave the ring to the box around it.
    if (!ringed(at) && !(at.parentElement && ringed(at.parentElement))) return { what, fault: 'has no ring' }
    const { left, top, width, height } = at.getBoundingClientRect()
    const over = document.elementFromPoint(left + width / 2, top + height / 2)
    const labelled = 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])] : []
    const seen = over !== null && [at, ...labelled].some((one) => one.contains(over) || over.contains(one))
    return { what, fault: seen ? null : `is covered by ${over?.tagName.toLowerCase() ?? 'the edge'}` }
  })

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluateAll((elements) => elements.some((element) => element === document.activeElement))

/**
 * Presses Tab until `target` has the focus.
 * @returns what was wrong with the stops on the way, one line each: no visible focus, or covered.
 * @throws Error where `target` is not there, or Tab does not lead to it.
 */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<readonly string[]> {
  await target.first().waitFor({ state: 'attached' })
  const passed: Stop[] = []
  for (let n = 0; n < 80; n++) {
    if (await hasFocus(target))
      return passed.flatMap(({ what, fault }, at) =>
        fault ? [`${what} ${fault}, between ${passed[at - 1]?.what} and ${target}`] : [],
      )
    await page.keyboard.press(key)
    passed.push(await look(page))
  }
  throw new Error(`Tab does not lead to ${target}, but over ${passed.map(({ what }) => what).join(', ')}`)
}

/** What has the focus, as text. */
export const focused = async (page: Page): Promise<string> => (await look(page)).what
