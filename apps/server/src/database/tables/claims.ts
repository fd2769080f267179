import { index, pgTable } from 'drizzle-orm/pg-core'
import { address, baseUnits, eventId, hash, time, uint256 } from '../columns.ts'

/** Cash paid out to a holder, or held for them; base units. */
export const claims = pgTable(
  'claims',
  {
    id: eventId('id').primaryKey(),
    seriesId: uint256('series_id'),
    holder: address('holder').notNull(),
    amount: baseUnits('amount'),
    at: time('at').notNull(),
    transaction: hash('transaction').notNull(),
  },
  // What one holder was paid, oldest first.
  (t) => [index('claims_by_holder').on(t.holder, t.id)],
)
