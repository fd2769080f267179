import { bigserial, index, pgTable, text } from 'drizzle-orm/pg-core'
import { address, eventId, hash, time } from '../columns.ts'

export const noticeKinds = [
  'callsScheduled',
  'callsCancelled',
  'scheduledCallsExecuted',
  'signersChanged',
  'trusteesChanged',
  'recoveryProposed',
  'recoveryVetoed',
  'recoveryFinalised',
  'signedIn',
  'codesTurnedOn',
  'codesTurnedOff',
  'recoveryCodesRenewed',
  'recoveryCodeUsed',
] as const

/** What owners are told of their accounts. Most of it is the chain's, but when it was told is not, so that no rebuild touches it. */
export const notices = pgTable(
  'notices',
  {
    /** Of account, kind and subject: the same thing seen again, in another block after a reorg too, is told once. What is done again is told again. */
    noticeId: hash('notice_id').primaryKey(),
    account: address('account').notNull(),
    kind: text('kind', { enum: noticeKinds }).notNull(),
    /** By the chain's clock. */
    at: time('at').notNull(),
    /** From when on it can be done, of what waits. */
    readyAt: time('ready_at'),
    transactionHash: hash('transaction_hash'),
    /** Where on the chain it happened; of what the server saw itself, behind all of the block that was the newest. 0 if kept by an earlier version. */
    eventId: eventId('event_id').notNull().default(0),
    /** Tells apart what the server saw itself between two blocks. */
    place: bigserial('place', { mode: 'number' }).notNull(),
  },
  (t) => [
    // An account's own, newest first.
    index('notices_by_account').on(t.account, t.at, t.eventId, t.place),
  ],
)
