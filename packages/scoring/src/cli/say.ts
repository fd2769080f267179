import type { BadRow } from '../tape/rows.ts'

/** Where a command speaks: figures go to `out`, everything that is only for a person to `err`. */
export type Streams = {
  readonly out: { write(text: string): unknown }
  readonly err: { write(text: string): unknown; readonly isTTY?: boolean }
}

/** Bad rows that are told one by one; the rest is counted. */
const TOLD = 20

/** Tells bad rows with line and reason, the first twenty one by one. */
export function badRowTeller(name: string, { err }: Streams): (row: BadRow) => void {
  let met = 0
  return ({ line, reason }) => {
    met++
    if (met <= TOLD) err.write(`  ${name}, line ${line}: ${reason}. The row is left out.\n`)
    if (met === TOLD + 1) err.write('  More bad rows follow; they are counted at the end.\n')
  }
}

/** Says how far something is: drawn over itself on a terminal, every tenth elsewhere. */
export function progress(name: string, { err }: Streams): (done: number, all: number) => void {
  let told = -1
  return (done, all) => {
    const share = all === 0 ? 100 : Math.floor((done * 100) / all)
    if (share === told || (!err.isTTY && share < told + 10 && share < 100)) return
    told = share
    err.write(err.isTTY ? `\r  ${name} ${share} %${share === 100 ? '\n' : ''}` : `  ${name} ${share} %\n`)
  }
}
