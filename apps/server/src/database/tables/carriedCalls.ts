import { pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { address, whole } from '../columns.ts'

/** How often the operator has paid for what anybody may do for an account, each day. */
export const carriedCalls = pgTable(
  'carried_calls',
  {
    /** Days since 1970, UTC. */
    day: whole('day').notNull(),
    account: address('account').notNull(),
    calls: whole('calls').notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.account] })],
)
