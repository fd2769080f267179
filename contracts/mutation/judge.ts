import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type ForgeEnd, runForgeIn } from './forge-in.ts'
import { applyMutation, type Mutation } from './operators.ts'

/** What became of a mutation, and by which tests it was found. */
export type Verdict = {
  readonly outcome: 'killed' | 'survived' | 'does not compile'
  readonly by: string | undefined
}

/** A part of the tests, from the nearest and quickest to the widest. */
type Stage = {
  readonly name: string
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
}

const few = { FOUNDRY_FUZZ_RUNS: '32', FOUNDRY_INVARIANT_RUNS: '16' }
/** Thousands of whole loans, each payment of them compared: half a minute where all other examples take one or two seconds. */
const sequences = 'contracts/test/loans/arithmetic/Sequences.t.sol'
const invariants = 'contracts/test/invariant/**'
/** Gas is measured by itself, and what holds an account moves no money of notes or loans. */
const elsewhere = 'contracts/test/gas/**,contracts/test/accounts/**'

/** @param file Below contracts/src; the tests of a contract lie in the folder of the same name. */
export const stagesOf = (file: string): Stage[] => [
  {
    name: `tests of ${dirname(file)}`,
    args: ['--match-path', `contracts/test/${dirname(file)}/**`, '--no-match-path', sequences],
    environment: few,
  },
  {
    name: 'other tests',
    args: ['--no-match-path', `{${elsewhere},${invariants},${sequences}}`],
    environment: few,
  },
  {
    name: 'sequences and invariants',
    args: ['--match-path', `{${invariants},${sequences}}`],
    environment: few,
  },
]

/** Runs one stage in a copy; the first failure ends it. @param within Milliseconds. */
export const runStage = (root: string, { args, environment }: Stage, within?: number): Promise<ForgeEnd> =>
  runForgeIn(root, ['test', '--fail-fast', ...args], { environment, within })

/** Far longer than any stage takes for code that ends; a loop that does not is found by it. Milliseconds. */
const endless = 900_000

/** Judges one mutation in a copy of its own, which afterwards is as it was. */
export const judge = async (root: string, file: string, mutation: Mutation): Promise<Verdict> => {
  const path = join(root, 'contracts', 'src', file)
  const source = readFileSync(path, 'utf8')
  writeFileSync(path, applyMutation(source, mutation))
  try {
    for (const stage of stagesOf(file)) {
      const end = await runStage(root, stage, endless)
      if (end === 'does not compile') return { outcome: end, by: undefined }
      if (end !== 'passed') return { outcome: 'killed', by: stage.name }
    }
    return { outcome: 'survived', by: undefined }
  } finally {
    writeFileSync(path, source)
  }
}
