import { bigserial, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { address, time } from '../columns.ts'

/** Codes sent to where owners want to be told; kept for a day, so that they can be counted. Times are milliseconds since 1970. */
export const noticeCodes = pgTable(
  'notice_codes',
  {
    place: bigserial('place', { mode: 'number' }).primaryKey(),
    account: address('account').notNull(),
    /** Keyed hash of the mailbox, so that nobody has many accounts write to one. */
    addressKey: text('address_key').notNull(),
    /** The contact it is to confirm, encrypted. */
    sealed: text('sealed').notNull(),
    /** Keyed hash. */
    codeKey: text('code_key').notNull(),
    triesLeft: integer('tries_left').notNull(),
    sentAt: time('sent_at').notNull(),
  },
  (t) => [
    // The last one of an account.
    index('notice_codes_by_account').on(t.account, t.sentAt),
    index('notice_codes_by_address').on(t.addressKey, t.sentAt),
    index('notice_codes_by_time').on(t.sentAt),
  ],
)
