import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { time } from '../columns.ts'

/** Challenges and first steps that were used: each is good once. */
export const sessionMarks = pgTable(
  'session_marks',
  {
    /** A digest of what was used. */
    mark: text('mark').primaryKey(),
    /** Seconds since 1970, after which it would be refused for its age. */
    until: time('until').notNull(),
  },
  (t) => [index('session_marks_by_time').on(t.until)],
)
