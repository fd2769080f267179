import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { address, time } from '../columns.ts'

/** Browsers an account was signed in with, so that a new one is news. Nothing in it tells what browser, or whose. */
export const noticeBrowsers = pgTable(
  'notice_browsers',
  {
    account: address('account').notNull(),
    /** Hash of what is random in the browser's cookie. */
    browserKey: text('browser_key').notNull(),
    /** Milliseconds since 1970. */
    seenAt: time('seen_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.browserKey] })],
)
