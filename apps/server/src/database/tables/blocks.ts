import { pgTable } from 'drizzle-orm/pg-core'
import { hash, time, whole } from '../columns.ts'

/** The latest blocks followed, so that a reorganisation can be found by comparing hashes. Older ones are final. */
export const blocks = pgTable('blocks', {
  number: whole('number').primaryKey(),
  hash: hash('hash').notNull(),
  parentHash: hash('parent_hash').notNull(),
  time: time('time').notNull(),
})
