import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  hashOf,
  hotFunctionsFile,
  importedFunctions,
  readModule,
} from '../../apps/server/src/database/embeddedModule.ts'
import { indexEvents, load, serveLoans, sorts } from './programs.ts'

// Finds which functions of the embedded database V8 optimises when left to itself, and leaves out those that take much memory to
// optimise. To be run when the database's package is of another version: it writes the list the server goes by.

/** Bytes the compiler may take for one function. */
const memoryAtMost = 64 * 2 ** 20

const traced = ['--trace-wasm-compilation-times']
const optimised = /#(\d+) using TurboFan, took \d+ ms and (\d+) \/ \d+ max\/total bytes/g

const found = new Map<number, number>()
const collect = (text: string): void => {
  for (const [, number, bytes] of text.matchAll(optimised))
    found.set(Number(number), Math.max(Number(bytes), found.get(Number(number)) ?? 0))
}

/** Pages of a market by every order, no two questions alike. */
const paths = Array.from(
  { length: 20_000 },
  (_, i) => `/api/v1/loans?minRate=${50_000 + i}&sort=${sorts[i % sorts.length]}`,
)

const folder = mkdtempSync(join(tmpdir(), 'hurong-hot-'))
try {
  collect(await indexEvents(folder, traced))
  collect(await serveLoans(folder, traced, async (url) => void (await load(url, paths))))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const bytes = readModule()
const imported = importedFunctions(await WebAssembly.compile(bytes))
const functions = [...found]
  .filter(([number, memory]) => number >= imported && memory <= memoryAtMost)
  .map(([number]) => number - imported)
  .sort((a, b) => a - b)
writeFileSync(hotFunctionsFile, `${JSON.stringify({ module: hashOf(bytes), functions })}\n`)
const left = [...found].filter(([, memory]) => memory > memoryAtMost)
console.log(
  `${functions.length} functions; left out: ${left.map(([number]) => number - imported).join(', ')}`,
)
