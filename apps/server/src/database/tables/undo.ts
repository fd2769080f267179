import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { whole } from '../columns.ts'

/**
 * What rows were before a block touched them, for the blocks that may still be reorganised away.
 * `before` is null where the block made the row. Rolling back and forgetting both go by block, the key's first part.
 */
export const undo = pgTable(
  'undo',
  {
    block: whole('block').notNull(),
    place: integer('place').notNull(),
    table: text('table').notNull(),
    key: jsonb('key').$type<Record<string, unknown>>().notNull(),
    before: jsonb('before').$type<Record<string, unknown>>(),
  },
  (t) => [primaryKey({ columns: [t.block, t.place] })],
)
