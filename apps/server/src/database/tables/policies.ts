import { pgTable } from 'drizzle-orm/pg-core'
import { whole } from '../columns.ts'

/** Limits of participants, in whole units of the currency; 0 is no limit. */
export const policies = pgTable('policies', {
  policyId: whole('policy_id').primaryKey(),
  perLoan: whole('per_loan').notNull(),
  perPair: whole('per_pair').notNull(),
  per12Months: whole('per_12_months').notNull(),
  perBorrower: whole('per_borrower').notNull(),
})
