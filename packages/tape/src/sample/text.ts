import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { readTape } from '../read.ts'
import { chooseSample } from './choose.ts'

export const SAMPLE_SIZE = 300

/** The text of the sample of a gzipped tape: its header and the rows chosen, as they stand there and in their order. */
export async function sampleText(tape: string | URL): Promise<string> {
  const lines: string[] = []
  const input = createReadStream(tape).pipe(createGunzip())
  for await (const line of createInterface({ input })) lines.push(line)
  const lineOf = new Map<string, number>()
  const loans = []
  for await (const row of readTape(tape)) {
    if (row.kind === 'error') throw new Error(`Line ${row.line}: ${row.reason}`)
    lineOf.set(row.loan.loanId, row.line)
    loans.push(row.loan)
  }
  const chosen = chooseSample(loans, SAMPLE_SIZE).map(({ loanId }) => lineOf.get(loanId) ?? 0)
  const rows = [1, ...chosen.toSorted((a, b) => a - b)].map((line) => lines[line - 1])
  return `${rows.join('\n')}\n`
}
