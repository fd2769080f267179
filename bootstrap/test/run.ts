import { buildContracts } from '../../contracts/tools/build.ts'
import { runChecks } from '../lint/checks.ts'
import { testContracts } from './forge.ts'
import { countLine, noTests, runStages, type Stage } from './stage.ts'
import { testProject } from './vitest.ts'

const print = (line: string) => console.log(line)

const stages: readonly Stage[] = [
  {
    name: 'Contracts compile',
    tests: false,
    run: async () => ({ ...noTests, failed: (await buildContracts()) === 0 ? 0 : 1 }),
  },
  // A check that passes is no test and adds nothing; one that fails must be seen in the last line.
  { name: 'Lint', tests: false, run: async () => ({ ...noTests, failed: (await runChecks()).length }) },
  { name: 'Contracts', tests: true, run: () => testContracts(print) },
  { name: 'Packages, server and web', tests: true, run: () => testProject('unit') },
  { name: 'End to end', tests: true, run: () => testProject('e2e') },
]

const counts = await runStages(stages, print)
console.log(`\n${countLine(counts)}`)
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1
