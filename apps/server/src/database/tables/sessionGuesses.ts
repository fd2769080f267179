import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { time, whole } from '../columns.ts'

/** Codes tried in vain, for each key of each account: whoever guesses waits longer and longer, and nobody else does. */
export const sessionGuesses = pgTable(
  'session_guesses',
  {
    /** A digest of the account and of the key that confirmed before guessing. */
    guesser: text('guesser').primaryKey(),
    tries: whole('tries').notNull(),
    /** Milliseconds since 1970. */
    nextAt: time('next_at').notNull(),
  },
  (t) => [index('session_guesses_by_time').on(t.nextAt)],
)
