import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import { embeddedNodeFlags } from '../apps/server/src/database/nodeFlags.ts'
import { startAnvil } from '../apps/server/src/fixtures/anvil.ts'
import { fillChain } from './server/fillChain.ts'
import { fillListing } from './server/fillListing.ts'

export interface Figure {
  readonly value: number
  readonly unit: string
  readonly goal?: string
}
type Figures = Record<string, Figure>

const program = (name: string) => fileURLToPath(new URL(`./server/${name}`, import.meta.url))
const round = (value: number, digits = 0) => Number(value.toFixed(digits))

/** 50,000 events of a bare chain into an empty database that was already made; memory of the indexer's process. */
const benchIndexer = async (folder: string): Promise<Figures> => {
  const anvil = await startAnvil('--accounts', '140', '--balance', '1000000')
  try {
    const file = join(folder, 'deployment.json')
    writeFileSync(file, JSON.stringify(await fillChain(anvil.url, 50_000)))
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...embeddedNodeFlags,
      program('indexChain.ts'),
      anvil.url,
      file,
      join(folder, 'index'),
    ])
    const { events, seconds, peakMiB } = JSON.parse(stdout) as {
      events: number
      seconds: number
      peakMiB: number
    }
    return {
      'indexer.events': { value: events, unit: 'events' },
      'indexer.eventsPerSecond': { value: round(events / seconds), unit: 'events/s', goal: '>= 5000' },
      'indexer.peakMemoryMiB': { value: round(peakMiB), unit: 'MiB', goal: '<= 400' },
    }
  } finally {
    await anvil.close()
  }
}

/** Paths a market's visitors ask for again and again, within one block. */
const warmPaths = ['newest', 'rate', 'term', 'fundedShare', 'deadline', 'principal'].flatMap((sort) =>
  ['', '&status=funding', '&status=late', '&method=equalInstalment', '&minRate=80000&maxRate=160000'].map(
    (filter) => `/api/v1/loans?sort=${sort}${filter}`,
  ),
)

const load = (url: string, paths: readonly string[]) =>
  autocannon({ url, connections: 20, duration: 8, requests: paths.map((path) => ({ path })) })

/** The listing of 10,000 loans: `api` as visitors ask (answers of the block kept), `api.cold` with no two questions alike. */
const benchListing = async (folder: string): Promise<Figures> => {
  const dataDir = join(folder, 'listing')
  await fillListing(dataDir, 10_000)
  const child = spawn(process.execPath, [...embeddedNodeFlags, program('serveListing.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()))
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
    })
    const cold = await load(
      url,
      Array.from({ length: 20_000 }, (_, i) => `/api/v1/loans?minRate=${50_000 + i}&sort=rate`),
    )
    const warm = await load(url, warmPaths)
    const failed = warm.non2xx + cold.non2xx + warm.errors + cold.errors
    if (failed > 0) throw new Error(`${failed} requests failed.`)
    return {
      'api.requestsPerSecond': { value: round(warm.requests.average), unit: 'requests/s', goal: '>= 1000' },
      'api.p99': { value: warm.latency.p99, unit: 'ms', goal: '<= 50' },
      'api.cold.requestsPerSecond': { value: round(cold.requests.average), unit: 'requests/s' },
      'api.cold.p99': { value: cold.latency.p99, unit: 'ms' },
    }
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
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
