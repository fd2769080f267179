import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { hash, time, whole } from '../columns.ts'

/** One verified person, firm or contract. No personal data: what the chain tells, no more. */
export const participants = pgTable(
  'participants',
  {
    participantId: whole('participant_id').primaryKey(),
    kind: text('kind', { enum: ['person', 'firm', 'contract'] }).notNull(),
    status: text('status', { enum: ['active', 'frozen'] }).notNull(),
    reasonHash: hash('reason_hash'),
    /** ISO 3166-1 numeric. */
    country: integer('country').notNull(),
    level: integer('level').notNull(),
    investorClass: integer('investor_class').notNull(),
    policyId: integer('policy_id').notNull(),
    /** The end of the day, UTC, after which no new business is done. */
    verifiedUntil: time('verified_until').notNull(),
    registeredAt: time('registered_at').notNull(),
  },
  (t) => [
    check('participants_kind', sql`${t.kind} in ('person', 'firm', 'contract')`),
    check('participants_status', sql`${t.status} in ('active', 'frozen')`),
  ],
)
