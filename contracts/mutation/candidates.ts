import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contractsFolder } from '../tools/forge.ts'
import { moneyCode } from './money-code.ts'
import { type Mutation, mutationsOf } from './operators.ts'

/** A mutation that may be judged; the key tells it from every other, of this source or of another version of it. */
export type Candidate = Mutation & { readonly file: string; readonly line: number; readonly key: string }

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Hash of all tests. */
export const testsHash = (): string => {
  const folder = join(contractsFolder, 'test')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(sol|json)$/.test(name),
  )
  return digest(
    files
      .sort()
      .map((name) => `${name}\0${readFileSync(join(folder, name), 'utf8')}`)
      .join('\0'),
  )
}

/** Every mutation of the money code, or of the files whose name holds `file`. */
export const candidatesOf = (file: string | undefined): Candidate[] =>
  moneyCode
    .filter((name) => file === undefined || name.includes(file))
    .flatMap((name) => {
      const source = readFileSync(join(contractsFolder, 'src', name), 'utf8')
      return mutationsOf(source).map((mutation) => ({
        ...mutation,
        file: name,
        line: source.slice(0, mutation.at).split('\n').length,
        key: digest(`${name} ${digest(source)} ${mutation.at} ${mutation.operator} ${mutation.to}`),
      }))
    })

/** The order of the hashes is a shuffle that the seed alone decides, so a larger sample only adds to a smaller one. */
export const sampleOf = (
  candidates: readonly Candidate[],
  seed: string,
  count: number | undefined,
): Candidate[] =>
  [...candidates].sort((a, b) => (digest(seed + a.key) < digest(seed + b.key) ? -1 : 1)).slice(0, count)
