import { writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { repositoryFolder } from '../tools/forge.ts'
import { type Candidate, candidatesOf, sampleOf, testsHash } from './candidates.ts'
import { prepareCopy, shareCompiled } from './copies.ts'
import { judge, runStage, stagesOf } from './judge.ts'
import { openResults, type Result } from './results.ts'

const usage = `npm run mutation -- [--sample N] [--seed S] [--file PART] [--workers N] [--again] [--folder DIR]
  --sample   so many mutations, drawn with the seed; all of them if left out
  --seed     what they are drawn with; hurong if left out
  --file     only those of files whose path has this in it
  --workers  so many at a time, each on a copy of its own; 2 if left out
  --again    judges anew what is known
  --folder   keeps the copies and what is known; in the temporary folder if left out
Exit status: 0 all were judged, 1 they could not be.`

const refuse = (reason: string): never => {
  console.error(`${reason}\n${usage}`)
  process.exit(1)
}

const read = () => {
  const options = {
    sample: { type: 'string' },
    seed: { type: 'string', default: 'hurong' },
    file: { type: 'string' },
    workers: { type: 'string', default: '2' },
    again: { type: 'boolean', default: false },
    folder: { type: 'string', default: join(tmpdir(), 'hurong-mutation') },
    help: { type: 'boolean', default: false },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return refuse(`${(error as Error).message.split('. ')[0]}.`)
  }
}

const values = read()
if (values.help) {
  console.log(usage)
  process.exit(0)
}
for (const name of ['sample', 'workers'] as const)
  if (values[name] !== undefined && !/^[1-9]\d{0,5}$/.test(values[name]))
    refuse(`--${name} is "${values[name]}": give a whole number from 1 on.`)
const folder = resolve(values.folder)
const workers = Number(values.workers)

const candidates = candidatesOf(values.file)
const sample = sampleOf(
  candidates,
  values.seed,
  values.sample === undefined ? undefined : Number(values.sample),
)
const tests = testsHash()

/** Copies in which every test passes without a mutation, compiled. */
const openCopies = async (): Promise<string[]> => {
  const roots = Array.from({ length: workers }, (_, index) => prepareCopy(join(folder, `copy-${index + 1}`)))
  const [first, ...others] = roots
  if (first === undefined) throw new Error('There is no copy to work in.')
  const files = [...new Set(sample.map(({ file }) => file))]
  const stages = new Map(files.flatMap((file) => stagesOf(file).map((stage) => [stage.name, stage] as const)))
  for (const stage of stages.values()) {
    const began = performance.now()
    const end = await runStage(first, stage)
    if (end !== 'passed') {
      throw new Error(
        `The ${stage.name} without any mutation: ${end}. Nothing can be learnt from them; mend them first.`,
      )
    }
    console.log(`  ${stage.name}: ${Math.round((performance.now() - began) / 1000)} s without a mutation`)
  }
  for (const other of others) shareCompiled(first, other)
  return roots
}

const results = openResults(join(folder, 'results.json'), values.again)
console.log(`${sample.length} of ${candidates.length} mutations, in ${folder}`)
const left = sample.filter(({ key }) => results.find(key, tests) === undefined)
console.log(`${sample.length - left.length} are known, ${left.length} to judge`)

let known = sample.length - left.length
const work = async (root: string): Promise<void> => {
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const { key, ...mutation } = next
    const began = performance.now()
    const verdict = await judge(root, mutation.file, mutation)
    const seconds = Math.round((performance.now() - began) / 100) / 10
    results.put(key, { ...mutation, ...verdict, tests, seconds })
    const what = `${basename(mutation.file)}:${mutation.line} ${mutation.operator}`
    console.log(
      `${++known}/${sample.length} ${verdict.outcome.padEnd(16)} ${what}, ${seconds} s${verdict.by ? `, ${verdict.by}` : ''}`,
    )
  }
}
if (left.length > 0) await Promise.all((await openCopies()).map(work))

const judged = sample.map(({ key }: Candidate) => results.find(key, tests) as Result)
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
// A part of the code has no score of its own to be written down.
if (values.file === undefined)
  writeFileSync(join(repositoryFolder, 'bench', 'mutation.json'), `${JSON.stringify(report, null, 2)}\n`)
for (const { file, line, operator, from, to } of survivors)
  console.log(`  survived: ${file}:${line} ${operator}: ${from} → ${to}`)
console.log(`${killed} of ${counted} killed, ${value} %.`)
