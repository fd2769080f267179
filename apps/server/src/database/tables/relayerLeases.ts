import { pgTable, text } from 'drizzle-orm/pg-core'
import { address, time } from '../columns.ts'

/** Which process works with a relayer's key: one at a time, as long as it says so again and again. */
export const relayerLeases = pgTable('relayer_leases', {
  relayer: address('relayer').primaryKey(),
  /** Random, made when the process started. */
  holder: text('holder').notNull(),
  /** Milliseconds since 1970 by the database's clock. */
  until: time('until').notNull(),
  /** Why it cannot work now, for those who take operations in other processes. */
  problem: text('problem'),
})
