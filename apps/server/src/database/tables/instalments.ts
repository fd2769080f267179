import { boolean, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { eventId, time, uint256, whole } from '../columns.ts'

/** Instalments paid in full. What is still to come is computed, never stored. */
export const instalments = pgTable(
  'instalments',
  {
    loanId: uint256('loan_id'),
    index: integer('index').notNull(),
    borrowerId: whole('borrower_id').notNull(),
    settledAt: time('settled_at').notNull(),
    daysLate: integer('days_late').notNull(),
    /** Within the days of grace. */
    onTime: boolean('on_time').notNull(),
    settledBy: eventId('settled_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.loanId, t.index] }),
    // A borrower's whole history, oldest first.
    index('instalments_by_borrower').on(t.borrowerId, t.settledBy, t.index),
  ],
)
