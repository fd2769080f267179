import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type Bench, mergeResults, reaches } from './results.ts'

/** The parts, each a file here that exports an async function `bench`. */
const parts = ['gas', 'chain', 'start', 'replay', 'server', 'relayer', 'web', 'scoring'] as const

const asked = (): readonly string[] => {
  const { values } = parseArgs({ options: { only: { type: 'string' } }, strict: true })
  if (values.only === undefined) return parts
  const some = values.only.split(',')
  const unknown = some.filter((name) => !(parts as readonly string[]).includes(name))
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}. There are: ${parts.join(', ')}.`)
  return some
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
