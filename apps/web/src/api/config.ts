import { remembered } from '../settings/remembered.ts'

/** Where things are when the site is not served by the platform itself; `/config.json`, all of it optional. */
export interface SiteConfig {
  /** Origin of the API; the site's own if left out. */
  readonly apiUrl?: string
  /** A node of the chain to read from and write to, instead of the one the platform names. */
  readonly rpcUrl?: string
}

const stored = remembered('hurong.config')
const parse = (text: string | null): SiteConfig => {
  try {
    return text ? (JSON.parse(text) as SiteConfig) : {}
  } catch {
    return {}
  }
}

let current = parse(stored.get())

/** The configuration last read. */
export const siteConfig = (): SiteConfig => current

/** Reads `/config.json`; keeps the last known where the server doesn't answer. */
export async function readSiteConfig(): Promise<SiteConfig> {
  try {
    const response = await fetch('/config.json', { cache: 'no-store' })
    const json = response.headers.get('content-type')?.includes('json') ?? false
    if (response.ok && json) {
      const text = await response.text()
      current = parse(text)
      stored.set(text)
    }
  } catch {
    // No server: the remembered configuration holds.
  }
  return current
}
