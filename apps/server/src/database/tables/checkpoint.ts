import { sql } from 'drizzle-orm'
import { check, integer, pgTable } from 'drizzle-orm/pg-core'
import { address, hash, time, whole } from '../columns.ts'

/** Up to where the chain has been read; one row. Written in the transaction that writes what was read. */
export const checkpoint = pgTable(
  'checkpoint',
  {
    id: integer('id').primaryKey(),
    chainId: whole('chain_id').notNull(),
    /** The `Notes` contract: which deployment the rows are of. */
    notes: address('notes').notNull(),
    block: whole('block').notNull(),
    hash: hash('hash').notNull(),
    time: time('time').notNull(),
  },
  (t) => [check('checkpoint_is_one_row', sql`${t.id} = 1`)],
)
