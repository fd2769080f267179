import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline, type Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { Refusal } from '../refusal.ts'
import type { Schema } from '../schema/definition.ts'

/** One row of a CSV file. `line` counts from 1, the header; of a row over several lines, the last. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] }

/** Reading as it goes on: bytes of the file read so far, and all of them. */
export type BytesRead = (read: number, all: number) => void

/** A row longer than this is a quote that was never closed. */
const ROW_BYTES_MAX = 1_048_576

/**
 * Reads a CSV file, plain or gzip as its first bytes say, row by row, the header first; memory does not grow with it.
 * @throws Refusal that names file and line, for what makes the rest unreadable.
 */
export async function* csvRecords(
  file: string,
  csv: Schema['csv'] = {},
  onBytes: BytesRead = () => {},
): AsyncGenerator<CsvRecord> {
  let line = 0
  try {
    for await (const { record, info } of await parsed(file, csv, onBytes)) {
      line = info.lines
      yield { line, cells: record }
    }
  } catch (error) {
    throw refusalOf(error, basename(file), line + 1)
  }
  if (line === 0) throw new Refusal(`${basename(file)} is empty.`)
}

type Parsed = { record: string[]; info: { lines: number } }

async function parsed(
  file: string,
  { delimiter = ',', encoding = 'utf-8' }: NonNullable<Schema['csv']>,
  onBytes: BytesRead,
): Promise<AsyncIterable<Parsed>> {
  const { size } = await stat(file)
  const gzipped = await isGzip(file)
  const bytes = createReadStream(file)
  let read = 0
  bytes.on('data', (chunk) => {
    read += chunk.length
    onBytes(read, size)
  })
  const parser = parse({
    bom: true,
    info: true,
    delimiter,
    relax_column_count: true,
    max_record_size: ROW_BYTES_MAX,
  })
  const parts = [bytes, ...(gzipped ? [createGunzip()] : []), decoder(encoding), parser]
  // The parser, which is what is read from, carries the error on; there is nothing to do about it here.
  pipeline(parts, () => {})
  return parser as Readable as AsyncIterable<Parsed>
}

/** Text of the encoding as UTF-8, which is what the parser reads. */
function decoder(encoding: string): Transform {
  const text = new TextDecoder(encoding)
  return new Transform({
    transform: (chunk, _, done) => done(null, text.decode(chunk, { stream: true })),
    flush: (done) => done(null, text.decode()),
  })
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

/** The sentence for what cannot be read on; an error that is no matter of the file stays as it is. */
function refusalOf(error: unknown, name: string, line: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return new Refusal(`There is no file ${name}.`)
  if (code === 'EISDIR') return new Refusal(`${name} is a folder, not a file.`)
  if (code === 'Z_BUF_ERROR')
    return new Refusal(
      `${name}, line ${line}: the gzip file ends too early, it was cut short. Copy it again.`,
    )
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new Refusal(`${name}, line ${line}: the gzip file is damaged. Copy it again.`)
  if (code === 'ERR_ENCODING_NOT_SUPPORTED')
    return new Refusal(`The encoding the schema gives for ${name} is not known.`)
  if (error instanceof CsvError)
    return new Refusal(`${name}, line ${line}: this is no CSV from here on (${error.message}).`)
  return error
}
