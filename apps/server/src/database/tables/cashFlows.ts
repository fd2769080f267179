import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { address, baseUnits, eventId, hash, time, whole } from '../columns.ts'

export const cashFlowKinds = ['subscription', 'withdrawal', 'claim', 'transferIn', 'transferOut'] as const

/**
 * A holder's cash, base units: negative is paid, positive is received. Notes that change hands are counted at their
 * share of the principal outstanding then, since no price stands on the chain.
 */
export const cashFlows = pgTable(
  'cash_flows',
  {
    id: eventId('id').notNull(),
    holder: address('holder').notNull(),
    kind: text('kind', { enum: cashFlowKinds }).notNull(),
    amount: baseUnits('amount'),
    /** Notes that came with it, below 0 for notes that went. Their sum up to an event is the balance then. */
    notes: baseUnits('notes'),
    currency: address('currency').notNull(),
    loanNumber: whole('loan_number').notNull(),
    at: time('at').notNull(),
    transaction: hash('transaction').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.holder] }),
    // A holder's statement, newest first.
    index('cash_flows_by_holder').on(t.holder, t.id),
    check(
      'cash_flows_sign',
      sql`(${t.kind} in ('subscription', 'transferIn') and ${t.amount} <= 0) or (${t.kind} in ('withdrawal', 'claim', 'transferOut') and ${t.amount} >= 0)`,
    ),
  ],
)
