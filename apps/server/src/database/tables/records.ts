import { boolean, index, integer, pgTable } from 'drizzle-orm/pg-core'
import { baseUnits, uint256, whole } from '../columns.ts'

/** What `CreditRecord` holds of one loan. The instalment counters arrive when it closes or defaults. */
export const records = pgTable(
  'records',
  {
    loanId: uint256('loan_id').primaryKey(),
    participantId: whole('participant_id').notNull(),
    principal: baseUnits('principal'),
    repaid: boolean('repaid').notNull(),
    defaulted: boolean('defaulted').notNull(),
    recovered: boolean('recovered').notNull(),
    writtenOff: boolean('written_off').notNull(),
    /** Whether the counters below are the contract's; until then the loan's own hold. */
    counted: boolean('counted').notNull(),
    onTime: integer('on_time').notNull(),
    late1To30: integer('late_1_to_30').notNull(),
    late31To60: integer('late_31_to_60').notNull(),
    late61To90: integer('late_61_to_90').notNull(),
    late91Plus: integer('late_91_plus').notNull(),
  },
  // The record of a participant.
  (t) => [index('records_by_participant').on(t.participantId)],
)
