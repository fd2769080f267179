import { index, integer, numeric, pgTable, text } from 'drizzle-orm/pg-core'
import { address, baseUnits, eventId, hash, time, uint256, whole } from '../columns.ts'

/** Every signed assessment that was told: quoted by a loan, or published alone. PDs and rates in millionths. */
export const assessments = pgTable(
  'assessments',
  {
    id: eventId('id').primaryKey(),
    assessmentHash: hash('assessment_hash').notNull(),
    participantId: whole('participant_id').notNull(),
    /** The loan that quoted it; null for one that was published. */
    loanId: numeric('loan_id', { precision: 78, scale: 0, mode: 'bigint' }),
    modelHash: hash('model_hash').notNull(),
    /** 0 to 6 for A to G. */
    grade: integer('grade').notNull(),
    pd12Months: integer('pd_12_months').notNull(),
    pdLife: integer('pd_life').notNull(),
    currency: address('currency').notNull(),
    greatestPrincipal: baseUnits('greatest_principal'),
    /** Months count 30 days, weeks 7. 0 of those signed before a term was bound: contracts that bind one take none of them. */
    greatestTermDays: whole('greatest_term_days').notNull().default(0),
    leastRate: whole('least_rate').notNull(),
    inputsRoot: hash('inputs_root').notNull(),
    /** Four codes of 16 bits, the first in the lowest bits. */
    reasons: uint256('reasons'),
    issuedAt: time('issued_at').notNull(),
    expiresAt: time('expires_at').notNull(),
    /** Who signed, with commas between. */
    signers: text('signers').notNull(),
  },
  (t) => [
    // A participant's assessments, newest first.
    index('assessments_by_participant').on(t.participantId, t.id),
    // What a model was used for.
    index('assessments_by_model').on(t.modelHash, t.loanId),
  ],
)
