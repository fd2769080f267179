import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { eventId, hash, time, whole } from '../columns.ts'

/** Everything that happened, as the contracts told it. One row per log; never updated. */
export const chainEvents = pgTable(
  'chain_events',
  {
    id: eventId('id').primaryKey(),
    contract: text('contract').notNull(),
    type: text('type').notNull(),
    at: time('at').notNull(),
    block: whole('block').notNull(),
    logIndex: integer('log_index').notNull(),
    transaction: hash('transaction').notNull(),
    loanNumber: whole('loan_number'),
    participantId: whole('participant_id'),
    /** The event's own fields, each as a string; fields of structs by their dotted path. */
    data: jsonb('data').$type<Record<string, string>>().notNull(),
  },
  (t) => [
    // The events of one loan, newest first.
    index('chain_events_by_loan').on(t.loanNumber, t.id),
    // The feed filtered by type, newest first.
    index('chain_events_by_type').on(t.type, t.id),
    // Search by transaction: equality alone, so a hash index, which is smaller.
    index('chain_events_by_transaction').using('hash', t.transaction),
  ],
)
