import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { goesByHints } from './nodeFlags.ts'
import { withHints } from './wasmHints.ts'

/** Functions of the embedded database that are worth optimising, by their numbers in one version of its module. */
export interface HotFunctions {
  /** SHA-256 of that module. */
  readonly module: string
  readonly functions: readonly number[]
}

export const hotFunctionsFile = new URL('./hotFunctions.json', import.meta.url)

/** The database's WebAssembly module as its package brings it. */
export const readModule = (): Uint8Array<ArrayBuffer> => {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return new Uint8Array(readFileSync(join(dirname(main), 'pglite.wasm')))
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** How many functions a module takes from outside; V8 counts them before the module's own. */
export const importedFunctions = (module: WebAssembly.Module): number =>
  WebAssembly.Module.imports(module).filter(({ kind }) => kind === 'function').length

/** Which functions of this module to optimise; none where the list is of another version. */
export const hotFunctionsOf = (bytes: Uint8Array): ReadonlySet<number> => {
  const known = JSON.parse(readFileSync(hotFunctionsFile, 'utf8')) as HotFunctions
  return new Set(known.module === hashOf(bytes) ? known.functions : [])
}

/** The module with hints for a process that goes by them; undefined for one that does not, which takes the package's own. */
export const embeddedModule = async (): Promise<WebAssembly.Module | undefined> => {
  if (!goesByHints()) return undefined
  const bytes = readModule()
  return WebAssembly.compile(withHints(bytes, hotFunctionsOf(bytes)))
}
