import { index, pgTable } from 'drizzle-orm/pg-core'
import { address, hash, time, whole } from '../columns.ts'

/** Operations an account signed that would have failed: each was simulated, which is work too, so they are counted. */
export const relayerRefusals = pgTable(
  'relayer_refusals',
  {
    operationHash: hash('operation_hash').primaryKey(),
    account: address('account').notNull(),
    participantId: whole('participant_id'),
    refusedAt: time('refused_at').notNull(),
  },
  (t) => [
    index('relayer_refusals_by_account').on(t.account, t.refusedAt),
    index('relayer_refusals_by_participant').on(t.participantId, t.refusedAt),
  ],
)
