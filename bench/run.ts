import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type Bench, mergeResults, reaches } from './results.ts'

/** The parts, each a file here that exports an async function `bench`. */
const parts = ['gas', 'chain', 'start', 'replay', 'server', 'relayer', 'web', 'scoring'] as const

const usage = `npm run bench -- [--only PART[,PART …]]
  --only  some of ${parts.join(', ')}; all of them if left out
Writes bench/results.json; what is not measured stays. Exit status: 0 all was measured, 1 something could not be.`

/** What is to be measured. Ends where somebody asks what there is, or asks for what there is not. */
const asked = (): readonly string[] => {
  const refuse = (reason: string): never => {
    console.error(`${reason}\n${usage}`)
    process.exit(1)
  }
  const read = () => {
    const options = { only: { type: 'string' }, help: { type: 'boolean' } } as const
    try {
      return parseArgs({ options, strict: true }).values
    } catch (error) {
      return refuse(`${(error as Error).message.split('. ')[0]}.`)
    }
  }
  const { only, help } = read()
  if (help) {
    console.log(usage)
    process.exit(0)
  }
  if (only === undefined) return parts
  const some = only.split(',')
  const unknown = some.filter((name) => !(parts as readonly string[]).includes(name))
  return unknown.length > 0 ? refuse(`There is no part ${unknown.join(', ')}.`) : some
}

const load = async (name: string): Promise<Bench> => {
  const path = join(import.meta.dirname, `${name}.ts`)
  if (!existsSync(path)) throw new Error(`${path} is missing`)
  const loaded = (await import(pathToFileURL(path).href)) as { bench?: Bench }
  if (loaded.bench === undefined) throw new Error(`${path} exports no function bench`)
  return loaded.bench
}

let failed = 0
for (const name of asked()) {
  const began = performance.now()
  console.log(`${name}:`)
  try {
    const bench = await load(name)
    const figures = await bench((line) => console.log(`  ${line}`))
    mergeResults(figures)
    for (const [key, figure] of Object.entries(figures)) {
      const reached = reaches(figure)
      const verdict =
        reached === undefined ? '' : reached ? `  (${figure.goal})` : `  NOT REACHED (${figure.goal})`
      console.log(`  ${key} = ${figure.value} ${figure.unit}${verdict}`)
    }
    console.log(`  ${Math.round((performance.now() - began) / 1000)} s`)
  } catch (error) {
    failed += 1
    console.error(`  ${name} failed: ${(error as Error).stack ?? error}`)
  }
}
process.exit(failed === 0 ? 0 : 1)
