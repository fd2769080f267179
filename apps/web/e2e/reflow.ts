import type { Page } from 'playwright-core'

/**
 * What does not fit: the page scrolled sideways, whatever stands out of the window, and text cut off by the box it is in.
 * One line each.
 */
export const misfits = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.documentElement
    const found: string[] = []
    const name = (element: Element) => {
      const words = (element.textContent ?? '').trim().slice(0, 30)
      return `${element.tagName.toLowerCase()}.${String(element.getAttribute('class') ?? '')} "${words}"`
    }
    if (root.scrollWidth > root.clientWidth)
      found.push(`The page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`)
    // The schedule alone may be scrolled sideways, inside its own box.
    const inScroller = (element: Element): boolean => {
      for (let box = element.parentElement; box; box = box.parentElement)
        if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true
      return false
    }
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element)
      const { left, right, width } = element.getBoundingClientRect()
      if (width === 0 || style.visibility === 'hidden' || element.closest('svg, option')) continue
      // What only screen readers get is cut on purpose; the way past the navigation waits outside until it has focus.
      const hidden = style.clipPath !== 'none' || element.closest('[href="#content"]') !== null
      if (hidden || element.closest('.hidden-visually')) continue
      if (!inScroller(element) && (right > root.clientWidth + 1 || left < -1))
        found.push(`${name(element)} stands out`)
      const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip'
      if (cuts && element.scrollWidth > element.clientWidth + 1) found.push(`${name(element)} is cut`)
    }
    return found.slice(0, 8)
  })
