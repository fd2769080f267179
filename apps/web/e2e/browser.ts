import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { tellOnFailure } from './told.ts'

/**
 * A real browser for tests, from npm packages alone.
 *
 * - `launchBrowser()` starts headless Chromium out of `@sparticuz/chromium`. Machines without the NSS libraries get those the
 *   package carries (`al2023.tar.br`, unpacked once into the temporary folder).
 * - `openPage(browser, { … })` opens a page with a language, colour scheme and size; phones are 390 px wide and touch.
 * - A bare machine has no Chinese font: pages get one from `@fontsource/noto-sans-sc`, for pictures and line breaks only. The
 *   site itself brings no font. `font: false` leaves it out, for measuring.
 *
 * @example
 * const browser = await launchBrowser()
 * const page = await openPage(browser, { locale: 'zh-CN', width: 390 })
 * await page.goto('http://127.0.0.1:18400/')
 * await browser.close()
 */
/** The folder of a package, also where it doesn't export its package.json. */
function packageFolder(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.resolve(name)))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
const workFolder = join(tmpdir(), 'hurong-browser')

const fontPath = '/__font/'

/** Answers for the font's files and has each page use it: runs in the page before anything else. */
async function layFont(context: BrowserContext): Promise<void> {
  const folder = packageFolder('@fontsource/noto-sans-sc')
  await context.route(`**${fontPath}**`, (route) => {
    const path = new URL(route.request().url()).pathname.split(fontPath)[1] ?? ''
    return route.fulfill({ path: join(folder, path) })
  })
  await context.addInitScript((path) => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const weight of ['400', '600']) {
        const link = document.createElement('link')
        link.rel = 'stylesheet'
        link.href = `${path}${weight}.css`
        document.head.append(link)
      }
      document.documentElement.style.setProperty('--font', '"Noto Sans SC", sans-serif')
    })
  }, fontPath)
}

/** Folder of the NSS libraries, unpacked from the package if the machine needs it. */
async function libraryFolder(): Promise<string> {
  const done = join(workFolder, 'al2023', 'lib')
  if (existsSync(done)) return done
  const archive = join(packageFolder('@sparticuz/chromium'), 'bin', 'al2023.tar.br')
  const { brotliDecompressSync } = await import('node:zlib')
  unpack(brotliDecompressSync(readFileSync(archive)), join(workFolder, 'al2023'))
  return done
}

/** Unpacks a plain tar: 512-byte blocks, a header with name and octal size before each file. */
function unpack(tar: Buffer, into: string): void {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, length: number) =>
      tar.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '')
    const name = text(0, 100)
    const size = Number.parseInt(text(124, 12), 8) || 0
    const isFile = text(156, 1) === '0' || text(156, 1) === ''
    if (isFile && !name.includes('..')) {
      const path = join(into, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, tar.subarray(at + 512, at + 512 + size))
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
}

// Nothing of the site draws by WebGL, and a graphics card put together by two cores takes a fifth of their time.
chromium.setGraphicsMode = false

/**
 * Starts the browser. The caller closes it.
 * @param textSize What its owner has set text to, CSS pixels; 16 unless told.
 */
export async function launchBrowser({ textSize = 16 } = {}): Promise<Browser> {
  mkdirSync(workFolder, { recursive: true })
  const executablePath = await chromium.executablePath()
  const libraries = await libraryFolder()
  return playwright.launch({
    executablePath,
    args: [
      ...chromium.args.filter((arg) => !/single-process|disable-web-security/.test(arg)),
      '--disable-gpu',
      '--disable-software-rasterizer',
      `--blink-settings=defaultFontSize=${textSize}`,
    ],
    headless: true,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
    },
  })
}

export interface PageOptions {
  readonly locale?: 'zh-CN' | 'en-GB'
  readonly theme?: 'light' | 'dark'
  /** CSS pixels; below 640 the page is opened as on a phone. */
  readonly width?: number
  readonly height?: number
  readonly timezoneId?: string
  /** Whether pages get a Chinese font; yes unless told. */
  readonly font?: boolean
}

/** A fresh context of its own storage: its pages know nothing of others. */
export async function openContext(browser: Browser, options: PageOptions = {}): Promise<BrowserContext> {
  const {
    locale = 'zh-CN',
    theme = 'light',
    width = 1440,
    height = 900,
    timezoneId = 'Asia/Shanghai',
  } = options
  const context = await browser.newContext({
    locale,
    timezoneId,
    colorScheme: theme,
    viewport: { width, height },
    hasTouch: width < 640,
    isMobile: width < 640,
    deviceScaleFactor: 1,
  })
  if (options.font !== false) await layFont(context)
  tellOnFailure(context)
  return context
}

/** A page in a context of its own. */
export const openPage = async (browser: Browser, options?: PageOptions): Promise<Page> =>
  (await openContext(browser, options)).newPage()
