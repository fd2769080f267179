import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { sessionOwners } from './sessionOwners.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** Browsers in which an owner is signed in, as better-auth's model `session` wants them. No address of the network is kept. */
export const sessions = pgTable(
  'session_sessions',
  {
    id: text('id').primaryKey(),
    userId: text('account')
      .notNull()
      .references(() => sessionOwners.id, { onDelete: 'cascade' }),
    /** Stands in the browser's cookie together with a signature by a key that is not in the database. */
    token: text('token').notNull().unique(),
    /** The one before it, which holds for a moment after it was changed. */
    previousToken: text('previous_token'),
    rotatedAt: moment('rotated_at').notNull(),
    /** By which the owner knows the browser again: its name and its system's, coarse. */
    userAgent: text('device'),
    /** Always empty; the model has it. */
    ipAddress: text('ip_address'),
    /** Whoever confirmed last: tells guesses with one key from those with another. */
    factor: text('factor').notNull(),
    /** When the owner last confirmed with a passkey or a wallet. */
    confirmedAt: moment('confirmed_at').notNull(),
    seenAt: moment('seen_at').notNull(),
    /** Unless it is used before. */
    expiresAt: moment('expires_at').notNull(),
    /** However much it is used. */
    endsAt: moment('ends_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    index('session_sessions_by_account').on(t.userId),
    index('session_sessions_by_previous').on(t.previousToken),
    index('session_sessions_by_expiry').on(t.expiresAt),
  ],
)
