import { sql } from 'drizzle-orm'
import { type Database, rowsOf } from '../database/database.ts'
import { indexerStatus } from '../database/schema.ts'
import type { ChainState } from '../http/context.ts'

/** Seconds after which an indexer that says nothing is taken for gone; it speaks every few. */
export const silentAfter = 30

/** Says where the indexer is. */
export const writeStatus = async (database: Database, { head, problem }: ChainState): Promise<void> => {
  const row = {
    toldAt: sql`now()`,
    headBlock: head?.block ?? null,
    headTime: head?.time ?? null,
    problem,
  }
  await database
    .insert(indexerStatus)
    .values({ id: 1, ...row })
    .onConflictDoUpdate({ target: indexerStatus.id, set: row })
}

/**
 * What an indexer elsewhere said last, and how long ago.
 * @returns a problem too where none ever spoke, or none has for longer than `silentAfter`.
 */
export const readStatus = async (database: Database): Promise<ChainState> => {
  const [row] = rowsOf<{
    head_block: string | null
    head_time: string | null
    problem: string | null
    age: string
  }>(
    await database.execute(
      sql`select head_block, head_time, problem, floor(extract(epoch from now() - told_at))::bigint as age from ${indexerStatus}`,
    ),
  )
  if (row === undefined) return { head: null, problem: 'No indexer has run on this database yet.' }
  const { head_block: block, head_time: time } = row
  const head = block === null || time === null ? null : { block: Number(block), time: Number(time) }
  const age = Number(row.age)
  if (age > silentAfter) return { head, problem: `The indexer has not been heard of for ${age} seconds.` }
  return { head, problem: row.problem }
}
