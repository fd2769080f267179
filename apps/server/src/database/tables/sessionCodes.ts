import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { address, time, whole } from '../columns.ts'

/** Secrets of one-time codes (RFC 6238), sealed. */
export const sessionCodes = pgTable('session_codes', {
  account: address('account').primaryKey(),
  /** In use; null until its owner has shown a first code of it. */
  sealed: text('sealed'),
  /** The latest step a code was used of: no code is good twice. */
  lastStep: whole('last_step').notNull(),
  confirmedAt: time('confirmed_at'),
  /** Offered, and not confirmed yet. */
  offered: text('offered'),
  offeredAt: time('offered_at'),
})

/** What takes the place of a code once, for whoever has lost the device that tells them. */
export const sessionRecoveryCodes = pgTable(
  'session_recovery_codes',
  {
    account: address('account').notNull(),
    /** HMAC with a key that is not in the database. */
    digest: text('digest').notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.digest] })],
)
