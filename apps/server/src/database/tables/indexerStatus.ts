import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { time, whole } from '../columns.ts'

/**
 * What the indexer last said of itself; one row. Beside the read model, not of it: it tells of the program, and tells
 * processes that only answer whether somebody still writes.
 */
export const indexerStatus = pgTable(
  'indexer_status',
  {
    id: integer('id').primaryKey(),
    /** By the database's clock, which all processes share. */
    toldAt: timestamp('told_at', { withTimezone: true }).notNull(),
    /** The head its node tells; null before the first answer. */
    headBlock: whole('head_block'),
    headTime: time('head_time'),
    /** What keeps it from writing. */
    problem: text('problem'),
  },
  (t) => [check('indexer_status_is_one_row', sql`${t.id} = 1`)],
)
