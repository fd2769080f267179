import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { address, baseUnits, hash, time, whole } from '../columns.ts'

export const relayerTransactionStatuses = ['open', 'mined', 'replaced'] as const

/**
 * Every transaction the relayer signed, saved before it was sent: what it may ever have sent is here. Several of one nonce are
 * the same with higher fees; one of them at most is in a block.
 */
export const relayerTransactions = pgTable(
  'relayer_transactions',
  {
    hash: hash('hash').primaryKey(),
    relayer: address('relayer').notNull(),
    nonce: whole('nonce').notNull(),
    /** Signed, as it is sent. */
    raw: text('raw').notNull(),
    maxFeePerGas: baseUnits('max_fee_per_gas'),
    maxPriorityFeePerGas: baseUnits('max_priority_fee_per_gas'),
    /** Hashes, in their order; none in one that only uses the nonce. */
    operations: jsonb('operations').$type<string[]>().notNull(),
    /** Milliseconds since 1970. */
    signedAt: time('signed_at').notNull(),
    status: text('status', { enum: relayerTransactionStatuses }).notNull(),
    blockNumber: whole('block_number'),
    blockHash: hash('block_hash'),
    /** Smallest units of the chain's own money: what the block that holds it took for its gas. */
    paid: baseUnits('paid').default(sql`0`),
    /** How much of that is counted against which operations; nothing while nobody knows who made it fail. */
    charged: jsonb('charged').$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [
    index('relayer_transactions_by_nonce').on(t.relayer, t.nonce),
    index('relayer_transactions_by_status').on(t.status, t.nonce),
    // What all of them cost in a day.
    index('relayer_transactions_by_time').on(t.signedAt),
    check('relayer_transactions_status', sql`${t.status} in ('open', 'mined', 'replaced')`),
  ],
)
