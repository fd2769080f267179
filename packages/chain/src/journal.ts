import { readFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { ChainError } from './errors.ts'
import { syncFolder } from './syncFolder.ts'

/**
 * Everything needed to mine one block again, and what must come out. Record n makes block n: nothing else changes
 * the chain.
 */
export type JournalRecord = {
  readonly n: number
  /** Seconds since 1970, of the block. */
  readonly timestamp: number
  /** Seconds by which the chain's clock was ahead of the machine's when the block was mined; below 0 if behind. */
  readonly offset: number
  /** Signed transactions in the order in which the block holds them. */
  readonly raws: readonly string[]
  /** The hash of the block. */
  readonly hash: string
}

/** A file of records, each on a line behind its checksum. */
export type Journal = {
  readonly records: readonly JournalRecord[]
  /** Resolves once the record would outlast a power cut; if it rejects, the record is not in the journal. */
  append(record: JournalRecord): Promise<void>
  close(): Promise<void>
}

const encode = (record: JournalRecord): string => {
  const text = JSON.stringify(record)
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`
}

const decode = (line: Buffer, n: number): JournalRecord | undefined => {
  const text = line.subarray(9)
  if (line[8] !== 0x20 || crc32(text) !== Number.parseInt(line.toString('latin1', 0, 8), 16)) return undefined
  const record = JSON.parse(text.toString('utf8')) as JournalRecord
  return record.n === n ? record : undefined
}

const readRecords = (path: string): { records: JournalRecord[]; length: number; torn: number } => {
  let content: Buffer
  try {
    content = readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return { records: [], length: 0, torn: 0 }
  }
  const records: JournalRecord[] = []
  let length = 0
  while (length < content.length) {
    const end = content.indexOf(0x0a, length)
    const record = end < 0 ? undefined : decode(content.subarray(length, end), records.length + 1)
    if (record === undefined) {
      // The end of the file may be torn: that record was never acknowledged. Behind anything else that cannot be read
      // stand records that were, and going on would lose them.
      if (end >= 0 && end + 1 < content.length) {
        throw new ChainError(
          `${path} is damaged at record ${records.length + 1} (byte ${length}), with more behind it. ` +
            'Restore the folder from a copy; nothing was changed.',
        )
      }
      break
    }
    records.push(record)
    length = end + 1
  }
  return { records, length, torn: content.length - length }
}

/**
 * Opens the journal and cuts off a torn last record.
 * @throws ChainError if a record before the last one cannot be read.
 */
export const openJournal = async (path: string, log: (line: string) => void): Promise<Journal> => {
  const { records, length: found, torn } = readRecords(path)
  const file: FileHandle = await open(path, found === 0 && torn === 0 ? 'a+' : 'r+')
  let length = found
  if (torn > 0) {
    log(`chain: cut ${torn} bytes of a torn last record off the journal; it was never acknowledged`)
    await file.truncate(length)
  }
  await file.sync()
  syncFolder(dirname(path))

  return {
    records,
    async append(record) {
      const line = Buffer.from(encode(record))
      try {
        for (let written = 0; written < line.length; ) {
          written += (await file.write(line, written, line.length - written, length + written)).bytesWritten
        }
        await file.datasync()
      } catch (error) {
        await file.truncate(length)
        throw error
      }
      length += line.length
      records.push(record)
    },
    close: () => file.close(),
  }
}
