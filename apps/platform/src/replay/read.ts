import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readTape, type TapeLoan } from '@hurong/tape'
import { Refusal } from '../refusal.ts'

/** The loans taken from a tape, and the rows that were no loans. */
export type Taken = {
  readonly rows: readonly { readonly loan: TapeLoan; readonly line: number }[]
  readonly skipped: readonly { readonly line: number; readonly reason: string }[]
  /** From where on the tape cannot be read, though more loans were asked for. */
  readonly ended: { readonly line: number; readonly reason: string } | undefined
}

/** Loans no tape row of which can be brought onto the chain, in US cents: the least and the greatest principal. */
export type Limits = { readonly least: bigint; readonly greatest: bigint }

const pathOf = (file: string | URL): string => (file instanceof URL ? fileURLToPath(file) : file)

/**
 * Takes the first `count` loans of a tape. Bad rows are reported and left out.
 * @throws Refusal if there is no such file or it holds no loan.
 */
export const takeLoans = async (file: string | URL, count: number, limits: Limits): Promise<Taken> => {
  const rows: Taken['rows'][number][] = []
  const skipped: Taken['skipped'][number][] = []
  let ended: Taken['ended']
  for await (const row of readTape(file)) {
    if (row.kind === 'error') {
      if (row.fatal && rows.length === 0) throw new Refusal(`${pathOf(file)} cannot be read: ${row.reason}`)
      if (row.fatal) ended = row
      else skipped.push(row)
      continue
    }
    const { principal } = row.loan
    if (principal < limits.least || principal > limits.greatest) {
      skipped.push({
        line: row.line,
        reason: `funded_amnt is outside ${limits.least} to ${limits.greatest} cents`,
      })
      continue
    }
    rows.push({ loan: row.loan, line: row.line })
    if (rows.length === count) break
  }
  if (rows.length === 0) throw new Refusal(`${pathOf(file)} holds no loan that can be replayed.`)
  return { rows, skipped, ended }
}

/** Tells one tape from another. */
export const hashOf = async (file: string | URL): Promise<string> => {
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(file)) hash.update(part as Buffer)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
    throw new Refusal(`${pathOf(file)} cannot be read: ${reason}. Give a tape with --file FILE.`)
  }
  return hash.digest('hex')
}
