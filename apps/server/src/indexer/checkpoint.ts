import type { Executor } from '../database/database.ts'
import { checkpoint } from '../database/schema.ts'

/** Up to where the chain has been read. */
export type Checkpoint = Omit<typeof checkpoint.$inferSelect, 'id'>

/** @returns null where nothing has been read. */
export const readCheckpoint = async (executor: Executor): Promise<Checkpoint | null> => {
  const [row] = await executor.select().from(checkpoint)
  if (row === undefined) return null
  const { id: _, ...held } = row
  return held
}

/** Moves the checkpoint; in the transaction that writes what was read. */
export const writeCheckpoint = async (executor: Executor, to: Checkpoint): Promise<void> => {
  await executor
    .insert(checkpoint)
    .values({ id: 1, ...to })
    .onConflictDoUpdate({ target: checkpoint.id, set: to })
}

/** Somebody else moved the checkpoint meanwhile: another indexer on the same database. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved'
  constructor() {
    super('Another indexer works on the same database.')
  }
}

/**
 * Holds the checkpoint for the rest of the transaction.
 * @throws CheckpointMoved unless it is still where the caller last saw it.
 */
export const holdCheckpoint = async (executor: Executor, expected: Checkpoint | null): Promise<void> => {
  const [held] = await executor.select().from(checkpoint).for('update')
  if (held?.hash !== expected?.hash || held?.block !== expected?.block) throw new CheckpointMoved()
}
