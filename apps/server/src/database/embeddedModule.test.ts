import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import {
  type HotFunctions,
  hashOf,
  hotFunctionsFile,
  hotFunctionsOf,
  importedFunctions,
  readModule,
} from './embeddedModule.ts'
import { embeddedNodeFlags } from './nodeFlags.ts'
import { functionsIn, withHints } from './wasmHints.ts'

const folder = mkdtempSync(join(tmpdir(), 'hurong-hot-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const known = JSON.parse(readFileSync(hotFunctionsFile, 'utf8')) as HotFunctions

test('the list of functions is of the database that is installed: else run `node bench/server/findHotFunctions.ts`', () => {
  const bytes = readModule()
  expect(known.module).toBe(hashOf(bytes))
  expect(hotFunctionsOf(bytes).size).toBe(known.functions.length)
  expect(known.functions.length).toBeGreaterThan(100)
  expect(Math.max(...known.functions)).toBeLessThan(functionsIn(bytes))
})

test('of another version none is optimised', () => {
  expect(hotFunctionsOf(new Uint8Array([1, 2, 3])).size).toBe(0)
})

test('a module with hints is the same but for one section, with a hint for each function', () => {
  const bytes = readModule()
  const hinted = withHints(bytes, new Set([3]))
  expect(WebAssembly.validate(hinted)).toBe(true)
  const [section] = WebAssembly.Module.customSections(new WebAssembly.Module(hinted), 'compilationHints')
  const hints = new Uint8Array(section as ArrayBuffer).subarray(-functionsIn(bytes))
  expect(hints.length).toBe(functionsIn(bytes))
  expect([...hints.subarray(0, 6)]).toEqual([16, 16, 16, 0, 16, 16])
  const added = hinted.length - bytes.length
  const changed = hinted.findIndex((byte, at) => byte !== bytes[at])
  expect(hashOf(new Uint8Array([...hinted.subarray(0, changed), ...hinted.subarray(changed + added)]))).toBe(
    hashOf(bytes),
  )
})

/** Numbers of the database's functions that were optimised. Node has modules of its own: the database's is by far the largest. */
const optimisedOfDatabase = (trace: string): readonly number[] => {
  const compiled = Map.groupBy(trace.matchAll(/function (0x\w+)#(\d+) using (\w+)/g), ([, module]) => module)
  const [largest] = [...compiled.values()].sort((a, b) => b.length - a.length)
  return (largest ?? [])
    .filter(([, , , compiler]) => compiler === 'TurboFan')
    .map(([, , number]) => Number(number))
}

const started = embeddedNodeFlags.some((flag) => flag.endsWith('compilation-hints'))

test.runIf(started)(
  'a process started with the flags optimises functions of the list and no other',
  async () => {
    const program = fileURLToPath(new URL('../fixtures/useDatabase.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...embeddedNodeFlags, '--trace-wasm-compilation-times', program, folder],
      { maxBuffer: 2 ** 28 },
    )
    const imported = importedFunctions(new WebAssembly.Module(readModule()))
    const optimised = optimisedOfDatabase(stdout).map((number) => number - imported)
    const listed = new Set(known.functions)
    expect(optimised.filter((number) => !listed.has(number))).toEqual([])
    expect(optimised.length).toBeGreaterThan(20)
  },
)
