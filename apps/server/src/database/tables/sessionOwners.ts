import { boolean, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/**
 * Accounts whose owners have signed in, as better-auth's model `user` wants them. No name and no e-mail is known: both columns hold
 * the account's address. Not told by the chain, so that no rebuild touches this table or the others of `session_`.
 */
export const sessionOwners = pgTable('session_owners', {
  /** The account's address, lower case. */
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull(),
  image: text('image'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
})
