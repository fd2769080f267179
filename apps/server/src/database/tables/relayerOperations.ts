import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { address, baseUnits, hash, time, uint256, whole } from '../columns.ts'

export const relayedStatuses = ['waiting', 'sent', 'done', 'failed'] as const

/**
 * Operations the relayer took on itself to bring. Not told by the chain, so that no rebuild touches them; what became of one is
 * the chain's to say, and stands here so that it need not be searched for.
 */
export const relayerOperations = pgTable(
  'relayer_operations',
  {
    operationHash: hash('operation_hash').primaryKey(),
    /** Orders them as they came. */
    place: bigserial('place', { mode: 'number' }).notNull(),
    account: address('account').notNull(),
    /** Whose account it was, where the rows knew. */
    participantId: whole('participant_id'),
    nonce: uint256('nonce'),
    /** As JSON-RPC carries it. */
    operation: jsonb('operation').$type<Record<string, string>>().notNull(),
    /** What a transaction must have for it, at most. */
    gas: integer('gas').notNull(),
    status: text('status', { enum: relayedStatuses }).notNull(),
    /** In a transaction of its own: together with others it once made one fail. */
    alone: boolean('alone').notNull(),
    /** Why it failed, and what the contract said. */
    reason: text('reason'),
    revertData: text('revert_data'),
    /** Of the relayer's transaction it is in. */
    transactionNonce: whole('transaction_nonce'),
    /** Of whichever transaction brought it into a block. */
    transactionHash: hash('transaction_hash'),
    succeeded: boolean('succeeded'),
    /** Smallest units of the chain's own money: what it will still cost, as far as can be told. */
    expected: baseUnits('expected'),
    /** What was paid for it, in transactions that failed too. */
    cost: baseUnits('cost'),
    receivedAt: time('received_at').notNull(),
  },
  (t) => [
    index('relayer_operations_by_status').on(t.status, t.place),
    // What an account, and what its participant, used in a day.
    index('relayer_operations_by_account').on(t.account, t.receivedAt),
    index('relayer_operations_by_participant').on(t.participantId, t.receivedAt),
    index('relayer_operations_by_time').on(t.receivedAt),
    // One operation of a nonce is on its way, not two that undo each other.
    uniqueIndex('relayer_operations_by_nonce')
      .on(t.account, t.nonce)
      .where(sql`${t.status} in ('waiting', 'sent')`),
    check('relayer_operations_status', sql`${t.status} in ('waiting', 'sent', 'done', 'failed')`),
  ],
)
