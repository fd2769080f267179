import { integer, pgTable } from 'drizzle-orm/pg-core'
import { whole } from '../columns.ts'

/** Up to which block the chain was read for notices: one row. */
export const noticeCheckpoint = pgTable('notice_checkpoint', {
  id: integer('id').primaryKey(),
  block: whole('block').notNull(),
})
