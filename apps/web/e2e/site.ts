import type { Page as ApiPage, DemonstrationAccount, LoanSummary, Platform } from '@hurong/sdk/api'
import type { Browser, Page } from 'playwright-core'
import { inject } from 'vitest'
import { launchBrowser, openPage, type PageOptions } from './browser.ts'
import { startPlatform } from './platform.ts'

/** A running platform as tests ask it, and its site as somebody sees it in a browser. */
export interface Site {
  readonly origin: string
  readonly dataFolder: string | undefined
  readonly browser: Browser
  readonly ask: <T>(path: string) => Promise<T>
  readonly platform: () => Promise<Platform>
  readonly accounts: () => Promise<readonly DemonstrationAccount[]>
  /** The first demonstration account of a role. */
  readonly accountOf: (role: DemonstrationAccount['role']) => Promise<DemonstrationAccount>
  readonly loans: (query: string) => Promise<readonly LoanSummary[]>
  /** A page of the site in a context of its own; nobody acts on it unless told. */
  readonly open: (path: string, options?: PageOptions) => Promise<Page>
  /** The same as one of the demonstration accounts sees it. */
  readonly openAs: (account: string, path: string, options?: PageOptions) => Promise<Page>
  /** Lets seconds pass on the chain. */
  readonly passTime: (seconds: number) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Has the pages of a context act as a demonstration account. */
export const actAs = (page: Page, account: string) =>
  page.addInitScript(
    (choice) => localStorage.setItem('hurong.account', choice),
    `demonstration:${account.toLowerCase()}`,
  )

/** Waits until a page stands without the server. One that was being loaded while its worker awoke is loaded again to be its own. */
export async function standOffline(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}))
  if (await page.evaluate(() => navigator.serviceWorker.controller === null)) await page.reload()
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

/**
 * Starts a platform, or takes the one at `HURONG_ORIGIN`, and a browser.
 * @param settings Variables of the environment a platform of its own is started with.
 */
export async function startSite(settings?: Readonly<Record<string, string>>): Promise<Site> {
  const [{ origin, dataFolder, stop }, browser] = await Promise.all([
    startPlatform(inject('preparedData'), settings),
    launchBrowser(),
  ])
  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${origin}/api/v1${path}`)
    if (!response.ok) throw new Error(`${path}: ${response.status}`)
    return (await response.json()) as T
  }
  const accounts = async () => (await ask<ApiPage<DemonstrationAccount>>('/demonstration/accounts')).items
  const visit = async (path: string, options: PageOptions, account?: string) => {
    const page = await openPage(browser, { font: false, ...options })
    if (account) await actAs(page, account)
    await page.goto(origin + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }
  return {
    origin,
    dataFolder,
    browser,
    ask,
    accounts,
    platform: () => ask<Platform>('/platform'),
    accountOf: async (role) => {
      const account = (await accounts()).find((item) => item.role === role)
      if (account === undefined) throw new Error(`No demonstration account is a ${role}.`)
      return account
    },
    loans: async (query) => (await ask<ApiPage<LoanSummary>>(`/loans?${query}`)).items,
    open: (path, options = {}) => visit(path, options),
    openAs: (account, path, options = {}) => visit(path, options, account),
    passTime: async (seconds) => {
      const { rpcUrl } = await ask<Platform>('/platform')
      const body = { jsonrpc: '2.0', id: 1, method: 'hurong_increaseTime', params: [seconds] }
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(rpcUrl, { method: 'POST', headers, body: JSON.stringify(body) })
      const { error } = (await response.json()) as { error?: { message: string } }
      if (error) throw new Error(error.message)
    },
    stop: async () => {
      await browser.close()
      await stop()
    },
  }
}
