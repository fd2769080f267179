import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { address, eventId, hash, time } from '../columns.ts'

export const storedOperationStatuses = ['scheduled', 'executed', 'cancelled'] as const

/**
 * Acts announced in the AccessManager. The same act may be announced again, under the next nonce. That one is ready or
 * has expired is no status but a date.
 */
export const operations = pgTable(
  'operations',
  {
    operationId: hash('operation_id').notNull(),
    nonce: integer('nonce').notNull(),
    status: text('status', { enum: storedOperationStatuses }).notNull(),
    caller: address('caller').notNull(),
    target: address('target').notNull(),
    /** What is called: selector and arguments, lower case hex. */
    data: text('data').notNull(),
    scheduledAt: time('scheduled_at').notNull(),
    /** From when on it can be done. */
    readyAt: time('ready_at').notNull(),
    endedAt: time('ended_at'),
    /** Orders them as they were announced. */
    scheduledBy: eventId('scheduled_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.operationId, t.nonce] }),
    // Newest first.
    index('operations_by_time').on(t.scheduledBy),
  ],
)
