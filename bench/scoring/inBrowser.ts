import { join } from 'node:path'
import { build } from 'vite'
import { launchBrowser, openPage } from '../../apps/web/e2e/browser.ts'

const entry = join(import.meta.dirname, '..', '..', 'packages', 'scoring', 'src', 'explain', 'index.ts')

/** What scores, in one script, as the site's own build would put it together. */
const bundle = async (): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'scoring' } },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('The scoring code does not build.')
  return output.output[0].code
}

interface Scoring {
  readModel: (text: string, name: string) => { content: object }
  assess: (content: object, cells: Readonly<Record<string, string>>, today: number) => { points: number }
}

export interface InBrowser {
  /** The first score of a page that was just opened: nothing is compiled yet. */
  readonly first: number
  /** The middle one of many. */
  readonly middle: number
  /** What it came to, to compare. */
  readonly points: number
}

/**
 * Scores an application in a real browser, reasons and all: milliseconds. Each of `pages` fresh pages gives a first time,
 * of which the middle one is told.
 * @param model The model file's text.
 */
export const scoreInBrowser = async (
  model: string,
  cells: Readonly<Record<string, string>>,
  { pages = 7, today }: { pages?: number; today: number },
): Promise<InBrowser> => {
  const code = await bundle()
  const browser = await launchBrowser()
  try {
    const runs: InBrowser[] = []
    for (let run = 0; run < pages; run++) {
      const page = await openPage(browser, { font: false })
      await page.addScriptTag({ content: code })
      runs.push(
        await page.evaluate(
          ({ text, said, day }) => {
            const { assess, readModel } = (window as unknown as { scoring: Scoring }).scoring
            const { content } = readModel(text, 'model.json')
            const timed = (times: number): number => {
              const began = performance.now()
              for (let i = 0; i < times; i++) assess(content, said, day)
              return (performance.now() - began) / times
            }
            const first = timed(1)
            // A browser's clock is coarse: batches, and the middle one of them.
            const batches = Array.from({ length: 31 }, () => timed(50)).sort((a, b) => a - b)
            return { first, middle: batches[15] ?? first, points: assess(content, said, day).points }
          },
          { text: model, said: cells, day: today },
        ),
      )
      await page.context().close()
    }
    const middleOf = (of: (run: InBrowser) => number) =>
      runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN
    return {
      first: middleOf(({ first }) => first),
      middle: middleOf(({ middle }) => middle),
      points: runs[0]?.points ?? Number.NaN,
    }
  } finally {
    await browser.close()
  }
}
