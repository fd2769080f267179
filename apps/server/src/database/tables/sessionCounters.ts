import { pgTable, text } from 'drizzle-orm/pg-core'
import { whole } from '../columns.ts'

/** How often each passkey says it was used; 0 for those that live on several devices. */
export const sessionCounters = pgTable('session_counters', {
  /** ERC-7913, as the account knows it. */
  signer: text('signer').primaryKey(),
  counter: whole('counter').notNull(),
})
