import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import { hashOf, hotFunctionsFile, readModule } from '../../apps/server/src/database/embeddedModule.ts'
import { startAnvil } from '../../apps/server/src/fixtures/anvil.ts'
import { fillChain } from './fillChain.ts'
import { fillListing } from './fillListing.ts'

// Finds which functions of the embedded database V8 optimises when left to itself, and leaves out those that take much memory to
// optimise. To be run when the database's package is of another version: it writes the list the server goes by.

/** Bytes the compiler may take for one function. */
const memoryAtMost = 64 * 2 ** 20

const program = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url))
const traced = ['--trace-wasm-compilation-times']
const optimised = /#(\d+) using TurboFan, took \d+ ms and (\d+) \/ \d+ max\/total bytes/g

const found = new Map<number, number>()
const collect = (text: string): void => {
  for (const [, number, bytes] of text.matchAll(optimised))
    found.set(Number(number), Math.max(Number(bytes), found.get(Number(number)) ?? 0))
}

/** Events of a chain into an empty database. */
const index = async (folder: string): Promise<void> => {
  const anvil = await startAnvil('--accounts', '140', '--balance', '1000000')
  try {
    const file = join(folder, 'deployment.json')
    writeFileSync(file, JSON.stringify(await fillChain(anvil.url, 50_000)))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...traced, program('indexChain.ts'), anvil.url, file, join(folder, 'index')],
      { maxBuffer: 2 ** 28 },
    )
    collect(stdout)
  } finally {
    await anvil.close()
  }
}

const sorts = ['newest', 'rate', 'term', 'fundedShare', 'deadline', 'principal']

/** Pages of a market of many loans, no two questions alike. */
const list = async (folder: string): Promise<void> => {
  const dataDir = join(folder, 'listing')
  await fillListing(dataDir, 10_000)
  const child = spawn(process.execPath, [...traced, program('serveListing.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let told = ''
  try {
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        told += text
        // What is traced may stand on the same line.
        const [address] = /http:\/\/[\d.]+:\d+(?=\D)/.exec(told) ?? []
        if (address !== undefined) resolve(address)
      })
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)))
    })
    const requests = Array.from({ length: 20_000 }, (_, i) => ({
      path: `/api/v1/loans?minRate=${50_000 + i}&sort=${sorts[i % sorts.length]}`,
    }))
    const { non2xx, errors } = await autocannon({ url, connections: 20, duration: 8, requests })
    if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed.`)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
  collect(told)
}

const folder = mkdtempSync(join(tmpdir(), 'hurong-hot-'))
try {
  await index(folder)
  await list(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const bytes = readModule()
const imported = WebAssembly.Module.imports(await WebAssembly.compile(bytes)).filter(
  ({ kind }) => kind === 'function',
).length
const functions = [...found]
  .filter(([number, memory]) => number >= imported && memory <= memoryAtMost)
  .map(([number]) => number - imported)
  .sort((a, b) => a - b)
writeFileSync(hotFunctionsFile, `${JSON.stringify({ module: hashOf(bytes), functions })}\n`)
const left = [...found].filter(([, memory]) => memory > memoryAtMost)
console.log(
  `${functions.length} functions; left out: ${left.map(([number]) => number - imported).join(', ')}`,
)
