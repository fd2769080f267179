import { index, pgTable } from 'drizzle-orm/pg-core'
import { address, eventId, time, whole } from '../columns.ts'

/** A wallet, and the participant it belongs to now or belonged to last. */
export const wallets = pgTable(
  'wallets',
  {
    wallet: address('wallet').primaryKey(),
    participantId: whole('participant_id'),
    addedAt: time('added_at'),
    removedAt: time('removed_at'),
    /** Orders a participant's wallets as they were added. */
    addedBy: eventId('added_by'),
  },
  // The wallets of a participant, in the order they were added.
  (t) => [index('wallets_by_participant').on(t.participantId, t.addedBy)],
)
