import { pgTable, text } from 'drizzle-orm/pg-core'
import { address, time } from '../columns.ts'

/** Where an account's owner is told, once a code sent there has come back. The address stands in `sealed` alone, encrypted. */
export const noticeContacts = pgTable('notice_contacts', {
  account: address('account').primaryKey(),
  sealed: text('sealed').notNull(),
  /** By the chain's clock: what happened before is not told there. */
  confirmedAt: time('confirmed_at').notNull(),
})
