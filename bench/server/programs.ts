import { execFile, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import { startAnvil } from '../../apps/server/src/fixtures/anvil.ts'
import { fillChain } from './fillChain.ts'
import { fillListing } from './fillListing.ts'

const program = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))

/**
 * Indexes 50,000 events of a bare chain into an empty database, in a process of its own.
 * @param flags Of Node.
 * @returns what it printed.
 */
export const indexEvents = async (folder: string, flags: readonly string[]): Promise<string> => {
  const anvil = await startAnvil('--accounts', '140', '--balance', '1000000')
  try {
    const file = join(folder, 'deployment.json')
    writeFileSync(file, JSON.stringify(await fillChain(anvil.url, 50_000)))
    const args = [...flags, program('indexChain.ts'), anvil.url, file, join(folder, 'index')]
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 28 })
    return stdout
  } finally {
    await anvil.close()
  }
}

/**
 * Serves a market of 10,000 loans from a process of its own for as long as `use` takes.
 * @param flags Of Node.
 * @returns what it printed.
 */
export const serveLoans = async (
  folder: string,
  flags: readonly string[],
  use: (url: string) => Promise<void>,
): Promise<string> => {
  const dataDir = join(folder, 'listing')
  await fillListing(dataDir, 10_000)
  const child = spawn(process.execPath, [...flags, program('serveListing.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let told = ''
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        told += text
        // What flags have traced may stand on the same line.
        const [address] = /http:\/\/[\d.]+:\d+(?=\D)/.exec(told) ?? []
        if (address !== undefined) resolve(address)
      })
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
    })
    await use(url)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
  return told
}

export const sorts = ['newest', 'rate', 'term', 'fundedShare', 'deadline', 'principal'] as const

/** Asks for these paths again and again for eight seconds. @throws Error where any request fails. */
export const load = async (url: string, paths: readonly string[]): Promise<autocannon.Result> => {
  const requests = paths.map((path) => ({ path }))
  const result = await autocannon({ url, connections: 20, duration: 8, requests })
  const failed = result.non2xx + result.errors
  if (failed > 0) throw new Error(`${failed} requests failed.`)
  return result
}
