import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { contractsFolder, repositoryFolder } from '../tools/forge.ts'
import { runForgeIn } from './forge-in.ts'
import { applyMutation, type Mutation, mutationsOf } from './operators.ts'

/** The code that counts and moves money. */
const moneyCode = [
  'notes/Notes.sol',
  'notes/Cash.sol',
  'notes/HoldingWord.sol',
  'notes/NoteTransfers.sol',
  'notes/SeriesState.sol',
  'notes/Issuers.sol',
  'loans/Calendar.sol',
  'loans/Debt.sol',
  'loans/Defaulting.sol',
  'loans/Drawing.sol',
  'loans/Funding.sol',
  'loans/Instalment.sol',
  'loans/LoanArithmetic.sol',
  'loans/OrdinaryPayment.sol',
  'loans/Interest.sol',
  'loans/Repaying.sol',
  'loans/Repayment.sol',
  'loans/Requests.sol',
  'loans/Schedule.sol',
  'participants/Limits.sol',
  'fees/Fees.sol',
]

type Outcome = 'killed' | 'survived' | 'does not compile'
type Result = Mutation & { readonly file: string; readonly line: number; readonly outcome: Outcome }
type Candidate = Mutation & { readonly file: string; readonly line: number; readonly key: string }

const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: 'hurong' },
    file: { type: 'string' },
    again: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(tmpdir(), 'hurong-mutation') },
  },
})

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
const sourceOf = (file: string): string => readFileSync(join(contractsFolder, 'src', file), 'utf8')

const candidates: Candidate[] = moneyCode
  .filter((file) => values.file === undefined || file.includes(values.file))
  .flatMap((file) => {
    const source = sourceOf(file)
    return mutationsOf(source).map((mutation) => ({
      ...mutation,
      file,
      line: source.slice(0, mutation.at).split('\n').length,
      key: digest(`${file} ${digest(source)} ${mutation.at} ${mutation.operator} ${mutation.to}`),
    }))
  })

// The order of the hashes is a shuffle that the seed alone decides, so a larger sample only adds to a smaller one.
const sample = [...candidates]
  .sort((a, b) => (digest(values.seed + a.key) < digest(values.seed + b.key) ? -1 : 1))
  .slice(0, values.sample === undefined ? undefined : Number(values.sample))

/** A copy of what forge needs, with the compiled code of the original, so that only what a mutation touches compiles anew. */
const prepareFolder = (): string => {
  const folder = join(values.folder, 'contracts')
  mkdirSync(folder, { recursive: true })
  for (const name of ['src', 'test', 'tools', 'snapshots', 'foundry.toml', 'package.json']) {
    const from = join(contractsFolder, name)
    if (existsSync(from)) cpSync(from, join(folder, name), { recursive: true })
  }
  const packages = join(values.folder, 'node_modules')
  if (!existsSync(packages)) symlinkSync(join(repositoryFolder, 'node_modules'), packages, 'junction')
  return folder
}

const notDone = join(values.folder, 'results.json')
const readResults = (): Record<string, Result> =>
  !values.again && existsSync(notDone)
    ? (JSON.parse(readFileSync(notDone, 'utf8')) as Record<string, Result>)
    : {}

const judge = async (folder: string, candidate: Candidate): Promise<Outcome> => {
  const source = sourceOf(candidate.file)
  const path = join(folder, 'src', candidate.file)
  writeFileSync(path, applyMutation(source, candidate))
  try {
    if ((await runForgeIn(values.folder, ['build', 'contracts/src'])) !== 0) return 'does not compile'
    const code = await runForgeIn(values.folder, [
      'test',
      '--fail-fast',
      '--no-match-path',
      'contracts/test/gas/**',
    ])
    return code === 0 ? 'survived' : 'killed'
  } finally {
    writeFileSync(path, source)
  }
}

const folder = prepareFolder()
console.log(`${sample.length} of ${candidates.length} mutations, ${folder}`)
if ((await runForgeIn(values.folder, ['test', '--no-match-path', 'contracts/test/gas/**'])) !== 0) {
  throw new Error('The tests fail without any mutation, so nothing can be learnt from them. Mend them first.')
}

const results = readResults()
for (const [index, candidate] of sample.entries()) {
  const { key, ...mutation } = candidate
  const known = results[key]
  const outcome = known?.outcome ?? (await judge(folder, candidate))
  results[key] = { ...mutation, outcome }
  writeFileSync(notDone, JSON.stringify(results))
  const what = `${basename(mutation.file)}:${mutation.line} ${mutation.operator}`
  console.log(`${index + 1}/${sample.length} ${outcome.padEnd(16)} ${what}`)
}

const judged = sample.flatMap(({ key }) => results[key] ?? [])
const killed = judged.filter(({ outcome }) => outcome === 'killed').length
const survivors = judged.filter(({ outcome }) => outcome === 'survived')
const counted = killed + survivors.length
if (counted === 0) throw new Error('No mutation compiled, so there is no score.')
const value = Math.round((killed / counted) * 1000) / 10
const report = {
  machine: `${cpus().length} cores`,
  results: { 'mutation.score': { value, unit: '%' } },
  sample: {
    of: candidates.length,
    judged: judged.length,
    killed,
    survived: survivors.length,
    seed: values.seed,
  },
  survivors: survivors.map(({ file, line, operator, from, to }) => ({ file, line, operator, from, to })),
}
writeFileSync(join(repositoryFolder, 'bench', 'mutation.json'), `${JSON.stringify(report, null, 2)}\n`)
console.log(`${killed} of ${counted} killed, ${value} %. Survivors stand in bench/mutation.json.`)
