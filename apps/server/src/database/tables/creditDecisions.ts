import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { address, hash, time } from '../columns.ts'

export const decisionOutcomes = ['assessed', 'queued', 'approved', 'declined', 'lapsed'] as const

/** The underwriting service's log: each line's hash holds the one before, so that none can be changed or left out unseen. */
export const creditDecisions = pgTable(
  'credit_decisions',
  {
    /** From 1, without a gap. */
    index: integer('index').primaryKey(),
    previousHash: hash('previous_hash').notNull(),
    hash: hash('hash').notNull(),
    at: time('at').notNull(),
    outcome: text('outcome', { enum: decisionOutcomes }).notNull(),
    modelHash: hash('model_hash').notNull(),
    assessmentHash: hash('assessment_hash'),
    inputsRoot: hash('inputs_root').notNull(),
    /** Null where the model decided alone. */
    decidedBy: address('decided_by'),
  },
  (t) => [
    check(
      'credit_decisions_outcome',
      sql`${t.outcome} in ('assessed', 'queued', 'approved', 'declined', 'lapsed')`,
    ),
  ],
)
