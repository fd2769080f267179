import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Verdict } from './judge.ts'
import type { Mutation } from './operators.ts'

/** What is known of a mutation. */
export type Result = Mutation &
  Verdict & {
    readonly file: string
    readonly line: number
    /** Hash of the tests it was judged by. */
    readonly tests: string
    readonly seconds: number
  }

/** Results in a file, so that a run that is cut off goes on after the last mutation that was judged. */
export const openResults = (path: string, again: boolean) => {
  const known: Record<string, Result> =
    !again && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, Result>) : {}
  return {
    /** What is known of a mutation; nothing if it survived other tests than these. */
    find: (key: string, tests: string): Result | undefined => {
      const result = known[key]
      return result?.outcome === 'survived' && result.tests !== tests ? undefined : result
    },
    put: (key: string, result: Result): void => {
      known[key] = result
      writeFileSync(`${path}.new`, JSON.stringify(known))
      renameSync(`${path}.new`, path)
    },
  }
}
