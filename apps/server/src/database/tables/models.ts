import { pgTable, text } from 'drizzle-orm/pg-core'
import { hash, time } from '../columns.ts'

/** Credit models as they were announced; none is ever erased. */
export const models = pgTable('models', {
  modelHash: hash('model_hash').primaryKey(),
  schemaHash: hash('schema_hash').notNull(),
  uri: text('uri').notNull(),
  announcedAt: time('announced_at').notNull(),
  /** From when an assessment may name it. */
  bindsAt: time('binds_at').notNull(),
  retiredAt: time('retired_at'),
})
