import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** One figure. `goal` as the project set it, such as `<= 88000`. */
export type Figure = { readonly value: number; readonly unit: string; readonly goal?: string }
export type Figures = Readonly<Record<string, Figure>>

/** One part of the bench: measures and hands its figures back. */
export type Bench = (say: (line: string) => void) => Promise<Figures>

export const resultsFile = join(import.meta.dirname, 'results.json')

type Results = { readonly machine: string; readonly results: Record<string, Figure> }

const machine = (): string => {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} × ${first?.model.trim() ?? process.arch}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`
}

const readResults = (): Record<string, Figure> => {
  try {
    return (JSON.parse(readFileSync(resultsFile, 'utf8')) as Results).results
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

/** Puts figures into the results file beside those of the other parts, sorted by key. */
export const mergeResults = (figures: Figures): void => {
  const all = { ...readResults(), ...figures }
  const results = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(`${resultsFile}.new`, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`)
  renameSync(`${resultsFile}.new`, resultsFile)
}

/** Whether a figure reaches its goal; undefined without one. */
export const reaches = ({ value, goal }: Figure): boolean | undefined => {
  const [, sign, limit] = /^(<=|>=)\s*([\d.]+)$/.exec(goal ?? '') ?? []
  if (sign === undefined || limit === undefined) return undefined
  return sign === '<=' ? value <= Number(limit) : value >= Number(limit)
}
