/** The flag by which V8 reads from a module which of its functions to optimise. */
const readHints = '--experimental-wasm-compilation-hints'

/** V8 of Node 24, for which the hints are made; another may not know the flags, and Node does not start with one it does not know. */
const hintedModules = '137'

/**
 * Flags to start Node with where the database is embedded: they keep the process below 400 MiB. Left to itself V8 optimises the one
 * function of the database that takes 600 MiB to optimise and is no quicker after it (ADR 24). They have to stand on the command line:
 * V8 takes them from nowhere else once it runs.
 */
export const embeddedNodeFlags: readonly string[] = [
  ...(process.versions.modules === hintedModules
    ? [readHints, '--no-wasm-dynamic-tiering', '--wasm-num-compilation-tasks=1']
    : ['--liftoff-only']),
  '--max-semi-space-size=8',
  '--max-old-space-size=256',
]

/** Whether this process was started with them, and goes by what a module hints. */
export const goesByHints = (): boolean => process.execArgv.includes(readHints)
