import { sql } from 'drizzle-orm'
import { check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { address, hash, time, whole } from '../columns.ts'

export const applicationStatuses = ['assessed', 'queued', 'declined', 'lapsed'] as const

/**
 * Applications for an assessment. Not told by the chain, so that no rebuild touches them. What the applicant said stands in
 * `sealed` alone, encrypted, and no longer than a person has yet to decide.
 */
export const applications = pgTable(
  'applications',
  {
    /** Random: it stands in URLs. */
    applicationId: hash('application_id').primaryKey(),
    /** Keyed hash of what was signed, so that a signature serves once. */
    replayKey: text('replay_key').notNull().unique(),
    participantId: whole('participant_id').notNull(),
    wallet: address('wallet').notNull(),
    status: text('status', { enum: applicationStatuses }).notNull(),
    appliedAt: time('applied_at').notNull(),
    decidedAt: time('decided_at'),
    /** AES-256-GCM: nonce, tag and text, base64. */
    sealed: text('sealed').notNull(),
  },
  (t) => [
    // What waits for a person, oldest first.
    index('applications_by_status').on(t.status, t.appliedAt),
    // A wallet's own, newest first.
    index('applications_by_wallet').on(t.wallet, t.appliedAt),
    check('applications_status', sql`${t.status} in ('assessed', 'queued', 'declined', 'lapsed')`),
  ],
)
