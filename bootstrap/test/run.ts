import { buildContracts } from '../../contracts/tools/build.ts'
import { runChecks } from '../lint/checks.ts'
import { compileContractTests, testContracts } from './forge.ts'
import { countLine, noTests, runStages, type Stage } from './stage.ts'
import { testProject } from './vitest.ts'

const print = (line: string) => console.log(line)

/** Of the contracts' tests; they are compiled while lint looks at the rest. */
let compiled: Promise<void> = Promise.resolve()
const beginCompiling = () => {
  compiled = compileContractTests()
  // Told where it is waited for.
  compiled.catch(() => {})
}

const stages: readonly Stage[] = [
  {
    name: 'Contracts compile',
    tests: false,
    run: async () => {
      const built = (await buildContracts()) === 0
      if (built) beginCompiling()
      return { ...noTests, failed: built ? 0 : 1 }
    },
  },
  // A check that passes is no test and adds nothing; one that fails must be seen in the last line.
  { name: 'Lint', tests: false, run: async () => ({ ...noTests, failed: (await runChecks()).length }) },
  { name: 'Contracts', tests: true, run: () => testContracts(compiled, print) },
  { name: 'Packages, server and web', tests: true, run: () => testProject('unit') },
  { name: 'End to end', tests: true, run: () => testProject('e2e') },
]

const counts = await runStages(stages, print)
console.log(`\n${countLine(counts)}`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
