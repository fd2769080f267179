import { and, eq } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { noticeCheckpoint } from '../database/schema.ts'
import { keepNotices } from './keep.ts'
import type { ReadNotices } from './readChain.ts'

/** More blocks than this are not asked for at once; and so many are read again, which a reorg may have replaced. */
const [blocksAtOnce, readAgain] = [2_000, 32]
const only = 1

/** The last block that was read; the one before the deployment where none was. */
const readFrom = async (database: Database, first: number): Promise<number> => {
  const [row] = await database.select().from(noticeCheckpoint)
  if (row !== undefined) return row.block
  await database
    .insert(noticeCheckpoint)
    .values({ id: only, block: first - 1 })
    .onConflictDoNothing()
  return first - 1
}

/**
 * Reads the chain for notices up to a block. Killed anywhere, or done by several at once, it tells each thing once: notices and
 * the block they were read up to are written together, and whoever finds another block there gives way.
 * @param first The block of the deployment.
 * @param time The chain's time at that block, seconds since 1970.
 */
export const followChain = async (
  database: Database,
  read: ReadNotices,
  first: number,
  { block: head, time }: { readonly block: number; readonly time: number },
  now: () => number = Date.now,
): Promise<void> => {
  let last = await readFrom(database, first)
  while (last < head) {
    const from = Math.max(first, last + 1 - readAgain)
    const to = Math.min(head, last + blocksAtOnce)
    const found = await read(BigInt(from), BigInt(to))
    const before = last
    const taken = await database.transaction(async (tx) => {
      const moved = await tx
        .update(noticeCheckpoint)
        .set({ block: to })
        .where(and(eq(noticeCheckpoint.id, only), eq(noticeCheckpoint.block, before)))
        .returning()
      if (moved.length > 0) await keepNotices(tx, found, { now: now(), at: time })
      return moved.length > 0
    })
    if (!taken) return
    last = to
  }
}
