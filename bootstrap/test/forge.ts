import { forgeArguments, forgeBinary, forgeEnvironment } from '../../contracts/tools/forge.ts'
import { runProgram } from '../run-script.ts'
import { type Counts, noTests } from './stage.ts'

type ForgeTest = { status: 'Success' | 'Failure' | 'Skipped'; reason: string | null; counterexample: unknown }
type ForgeSuites = Record<string, { test_results: Record<string, ForgeTest> }>

/** Counts what `forge test --json` says, and prints a line for each contract and each failure. */
export const countForge = (json: string, print: (line: string) => void): Counts => {
  let [passed, failed, skipped] = [0, 0, 0]
  for (const [suite, { test_results }] of Object.entries(JSON.parse(json) as ForgeSuites)) {
    const tests = Object.entries(test_results)
    const bad = tests.filter(([, { status }]) => status === 'Failure')
    const left = tests.filter(([, { status }]) => status === 'Skipped')
    print(
      `${bad.length === 0 ? '✓' : '✗'} ${suite}: ${tests.length - bad.length - left.length} of ${tests.length}`,
    )
    for (const [name, { reason, counterexample }] of bad) {
      print(
        `  ✗ ${name}: ${reason ?? 'no reason'}${counterexample ? ` ${JSON.stringify(counterexample)}` : ''}`,
      )
    }
    passed += tests.length - bad.length - left.length
    failed += bad.length
    skipped += left.length
  }
  return { passed, failed, skipped }
}

const gasTests = 'contracts/test/gas/**'

const runForgeTests = async (args: readonly string[], print: (line: string) => void): Promise<Counts> => {
  const all = forgeArguments(['test', '--json', ...args])
  const { code, output } = await runProgram(forgeBinary(), all, forgeEnvironment())
  const start = output.indexOf('{')
  if (start < 0) {
    if (code === 0) return noTests
    throw new Error(`forge ended with ${code} and no results.`)
  }
  const counts = countForge(output.slice(start), print)
  if (code !== 0 && counts.failed === 0) throw new Error(`forge ended with ${code}, but no test failed.`)
  return counts
}

/**
 * Compiles the tests of the contracts, all at once: what is compiled apart compiles the contracts below it again.
 * @throws if they do not compile, with what the compiler said.
 */
export const compileContractTests = async (): Promise<void> => {
  const all = forgeArguments(['build', 'contracts/test'])
  const { code, output } = await runProgram(forgeBinary(), all, forgeEnvironment())
  if (code !== 0) throw new Error(`The tests do not compile.\n${output}`)
}

/**
 * Runs the tests of the contracts. Those that measure gas run by themselves, each call as a transaction of its own: the
 * figures they write into contracts/snapshots are those of whole transactions on cold storage.
 * @param compiled Begun before: the compiler keeps one core busy, and something else may have the other.
 */
export const testContracts = async (
  compiled: Promise<void>,
  print: (line: string) => void,
): Promise<Counts> => {
  print('compiling (a minute or two the first time) and running')
  await compiled
  const counts = await runForgeTests(['--no-match-path', gasTests], print)
  const gas = await runForgeTests(['--isolate', '--match-path', gasTests], print)
  return {
    passed: counts.passed + gas.passed,
    failed: counts.failed + gas.failed,
    skipped: counts.skipped + gas.skipped,
  }
}
