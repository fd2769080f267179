import { gt, sql } from 'drizzle-orm'
import type { BulkTable } from '../database/bulk.ts'
import type { Database, Executor } from '../database/database.ts'
import { blocks, checkpoint, undo } from '../database/schema.ts'
import { type Checkpoint, holdCheckpoint, writeCheckpoint } from './checkpoint.ts'
import { firstEventIdOf } from './event.ts'
import { cameBy, changingNames, changingTables, growingNames, growingTables } from './tables.ts'

/** Brings the rows of one table back to what they were before the first undone block touched them. */
const restore = async (executor: Executor, table: BulkTable, block: number): Promise<void> => {
  const name = sql.identifier(table.name)
  const first = sql`select distinct on (key) key, before from undo where "table" = ${table.name} and block > ${block} order by key, block, place`
  const same = sql.raw(table.keys.map(([, column]) => `held."${column}" = gone."${column}"`).join(' and '))
  await executor.execute(
    sql`delete from ${name} held using (${first}) undone, jsonb_populate_record(null::${name}, undone.key) gone where ${same}`,
  )
  await executor.execute(
    sql`insert into ${name} select held.* from (${first}) undone, jsonb_populate_record(null::${name}, undone.before) held where undone.before is not null`,
  )
}

/** Undoes every block after `to`, exactly: the rows are then what they were when `to` was the last block. */
export const rollBack = async (
  database: Database,
  before: Checkpoint,
  to: { number: number; hash: string; time: number },
): Promise<Checkpoint> => {
  const after: Checkpoint = { ...before, block: to.number, hash: to.hash, time: to.time }
  await database.transaction(async (tx) => {
    await holdCheckpoint(tx, before)
    for (const name of changingNames) await restore(tx, changingTables[name], to.number)
    const firstUndone = firstEventIdOf(to.number + 1)
    for (const name of growingNames)
      await tx.execute(
        sql`delete from ${sql.identifier(growingTables[name].name)} where ${sql.identifier(cameBy[name])} >= ${firstUndone}`,
      )
    await tx.delete(undo).where(gt(undo.block, to.number))
    await tx.delete(blocks).where(gt(blocks.number, to.number))
    await writeCheckpoint(tx, after)
  })
  return after
}

/** Empties the read model, to be read from the chain again. */
export const dropRows = async (database: Database): Promise<void> => {
  const all = [
    ...changingNames.map((name) => changingTables[name]),
    ...growingNames.map((name) => growingTables[name]),
  ]
  await database.transaction(async (tx) => {
    const names = sql.raw(all.map(({ name }) => `"${name}"`).join(', '))
    await tx.execute(sql`truncate ${names}, ${blocks}, ${undo}, ${checkpoint}`)
  })
}
