import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** The 300 real loans that lie in this package. Their origin and licence: `data/README.md`. */
export const SAMPLE_FILE = new URL('../../data/lendingclub-sample.csv', import.meta.url)

/** The whole tape where this machine has it: `HURONG_TAPE`, or beside the repository. Null where it doesn't. */
export function wholeTape(): URL | null {
  const told = process.env.HURONG_TAPE
  if (told) return pathToFileURL(told)
  const beside = new URL('../../../../../shared/data/lendingclub-2007-2010.csv.gz', import.meta.url)
  return existsSync(beside) ? beside : null
}
