import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { CellUnreadable, cellsOf } from './cells.ts'
import { COLUMNS, loanOf, type TapeLoan } from './loan.ts'

/** A row that is no loan, or the place from which on the tape cannot be read. `line` counts from 1, the header. */
export type TapeError = {
  readonly kind: 'error'
  readonly line: number
  readonly reason: string
  /** Nothing can be read after it. */
  readonly fatal: boolean
}

/** One row of a tape. */
export type TapeRow = { readonly kind: 'loan'; readonly line: number; readonly loan: TapeLoan } | TapeError

export type TapeOptions = {
  /** Seconds UTC; dates after it are refused. The time of reading unless told. */
  readonly now?: number
}

/** A row longer than this is a quote that was never closed. */
const ROW_BYTES_MAX = 65_536

/**
 * Reads a tape of real loans (CSV, plain or gzip, told by its first bytes) row by row; memory does not grow with it.
 * A bad row is yielded as an error and reading goes on. What makes the rest unreadable (a missing file or column, a gzip
 * cut short) is yielded as the last, fatal error.
 */
export async function* readTape(file: string | URL, options: TapeOptions = {}): AsyncGenerator<TapeRow> {
  const now = options.now ?? Math.floor(Date.now() / 1000)
  let line = 0
  let columns: string[] | null = null
  try {
    for await (const { record, info } of await recordsOf(file)) {
      line = info.lines
      if (columns) {
        yield rowOf(columns, record, line, now)
        continue
      }
      columns = record.map((name) => name.trim())
      const missing = COLUMNS.filter((name) => !columns?.includes(name))
      if (missing.length > 0) {
        yield fatal(line, `The tape has no column ${missing.join(', ')}.`)
        return
      }
    }
    if (!columns) yield fatal(1, 'The tape is empty.')
  } catch (error) {
    yield fatal(line + 1, sentenceOf(error))
  }
}

const fatal = (line: number, reason: string): TapeError => ({ kind: 'error', line, reason, fatal: true })

/** Why the tape cannot be read on; an error that is no matter of the file is thrown on. */
function sentenceOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'There is no such file.'
  if (code === 'Z_BUF_ERROR') return 'The gzip file ends too early: it was cut short.'
  if (typeof code === 'string' && code.startsWith('Z_')) return 'The gzip file is damaged.'
  if (error instanceof CsvError) return `The file is no CSV from here on: ${error.message}.`
  throw error
}

type Parsed = { record: string[]; info: { lines: number } }

async function recordsOf(file: string | URL): Promise<AsyncIterable<Parsed>> {
  const gzipped = await isGzip(file)
  const parser = parse({ bom: true, info: true, relax_column_count: true, max_record_size: ROW_BYTES_MAX })
  const bytes = createReadStream(file)
  // The parser, which is what is read from, carries the error on; there is nothing to do about it here.
  const carried = () => {}
  if (gzipped) pipeline(bytes, createGunzip(), parser, carried)
  else pipeline(bytes, parser, carried)
  return parser as Readable as AsyncIterable<Parsed>
}

async function isGzip(file: string | URL): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

function rowOf(columns: string[], record: string[], line: number, now: number): TapeRow {
  if (record.length !== columns.length) {
    const reason = `The row has ${record.length} cells; the header has ${columns.length}.`
    return { kind: 'error', line, reason, fatal: false }
  }
  try {
    const row = new Map(columns.map((name, i) => [name, record[i] ?? '']))
    return { kind: 'loan', line, loan: loanOf(cellsOf(row, now)) }
  } catch (error) {
    if (!(error instanceof CellUnreadable)) throw error
    return { kind: 'error', line, reason: error.message, fatal: false }
  }
}
