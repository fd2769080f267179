import { lte, sql } from 'drizzle-orm'
import { insertRows } from '../database/bulk.ts'
import type { Database } from '../database/database.ts'
import { blocks, undo } from '../database/schema.ts'
import { type Checkpoint, holdCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { IndexedEvent } from './event.ts'
import { loadTouched, type Projection, project } from './project/index.ts'
import type { Range } from './readRange.ts'
import type { RowStore } from './rowStore.ts'
import { blocksTable } from './tables.ts'

const byBlock = (events: readonly IndexedEvent[]): Map<number, IndexedEvent[]> => {
  const found = new Map<number, IndexedEvent[]>()
  for (const event of events) {
    const held = found.get(event.block)
    if (held === undefined) found.set(event.block, [event])
    else held.push(event)
  }
  return found
}

export interface Commit extends Projection {
  readonly database: Database
  readonly rows: RowStore
  readonly before: Checkpoint | null
  readonly range: Range
  /** Blocks up to this one are final: what rows were before them is not kept. */
  readonly finalBlock: number
  readonly chainId: number
  readonly notes: string
}

/**
 * Writes a stretch of the chain: rows, blocks and checkpoint in one transaction, so that whatever is killed whenever,
 * the rows are those of the checkpoint.
 * @returns the new checkpoint.
 */
export const commitRange = async (commit: Commit): Promise<Checkpoint> => {
  const { database, rows, before, range, finalBlock, chainId, notes } = commit
  const last = range.headers.at(-1)
  if (last === undefined) throw new RangeError('There is no block to commit.')
  const after: Checkpoint = { chainId, notes, block: last.number, hash: last.hash, time: last.time }
  try {
    await database.transaction(async (tx) => {
      await holdCheckpoint(tx, before)
      await loadTouched(tx, rows, range.events)
      const events = byBlock(range.events)
      for (const { number } of range.headers) {
        const own = events.get(number)
        if (own === undefined) continue
        if (number > finalBlock) rows.beginBlock()
        project(rows, own, commit)
        if (number > finalBlock) rows.endBlock(number)
      }
      await rows.write(tx)
      const followed = range.headers
        .filter(({ number }) => number >= finalBlock)
        .map((header) => ({ ...header }))
      await insertRows(tx, blocksTable, followed)
      await tx.delete(blocks).where(sql`${blocks.number} < ${finalBlock}`)
      await tx.delete(undo).where(lte(undo.block, finalBlock))
      await writeCheckpoint(tx, after)
    })
  } catch (error) {
    rows.forget()
    throw error
  }
  rows.settle()
  return after
}
