import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedNodeFlags } from '../apps/server/src/database/nodeFlags.ts'
import { indexEvents, load, serveLoans, sorts } from './server/programs.ts'

export interface Figure {
  readonly value: number
  readonly unit: string
  readonly goal?: string
}
type Figures = Record<string, Figure>

const round = (value: number, digits = 0) => Number(value.toFixed(digits))

/** The indexer's speed into an empty database that was already made, and the memory of its process. */
const benchIndexer = async (folder: string): Promise<Figures> => {
  const { events, seconds, peakMiB } = JSON.parse(await indexEvents(folder, embeddedNodeFlags)) as {
    events: number
    seconds: number
    peakMiB: number
  }
  return {
    'indexer.events': { value: events, unit: 'events' },
    'indexer.eventsPerSecond': { value: round(events / seconds), unit: 'events/s', goal: '>= 5000' },
    'indexer.peakMemoryMiB': { value: round(peakMiB), unit: 'MiB', goal: '<= 400' },
  }
}

/** Paths a market's visitors ask for again and again, within one block. */
const warmPaths = sorts.flatMap((sort) =>
  ['', '&status=funding', '&status=late', '&method=equalInstalment', '&minRate=80000&maxRate=160000'].map(
    (filter) => `/api/v1/loans?sort=${sort}${filter}`,
  ),
)

const coldPaths = Array.from({ length: 20_000 }, (_, i) => `/api/v1/loans?minRate=${50_000 + i}&sort=rate`)

/** The listing of 10,000 loans: `api` as visitors ask (answers of the block kept), `api.cold` with no two questions alike. */
const benchListing = async (folder: string): Promise<Figures> => {
  const figures: Figures = {}
  await serveLoans(folder, embeddedNodeFlags, async (url) => {
    const cold = await load(url, coldPaths)
    const warm = await load(url, warmPaths)
    const perSecond = round(warm.requests.average)
    figures['api.requestsPerSecond'] = { value: perSecond, unit: 'requests/s', goal: '>= 1000' }
    figures['api.p99'] = { value: warm.latency.p99, unit: 'ms', goal: '<= 50' }
    figures['api.cold.requestsPerSecond'] = { value: round(cold.requests.average), unit: 'requests/s' }
    figures['api.cold.p99'] = { value: cold.latency.p99, unit: 'ms' }
  })
  return figures
}

/** Figures of the server: the indexer's speed and memory, and the listing's. */
export const benchServer = async (): Promise<Figures> => {
  const folder = mkdtempSync(join(tmpdir(), 'hurong-bench-'))
  try {
    return { ...(await benchIndexer(folder)), ...(await benchListing(folder)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export { benchServer as bench }

if (import.meta.main) console.log(JSON.stringify(await benchServer(), null, 2))
