import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { address, baseUnits, eventId, hash, time, uint256 } from '../columns.ts'

/** Cash that came in for a loan and how it was split; base units. */
export const repayments = pgTable(
  'repayments',
  {
    id: eventId('id').primaryKey(),
    loanId: uint256('loan_id'),
    payer: address('payer').notNull(),
    paid: baseUnits('paid'),
    lateInterest: baseUnits('late_interest'),
    interest: baseUnits('interest'),
    principal: baseUnits('principal'),
    outstandingPrincipal: baseUnits('outstanding_principal'),
    /** Whether it came after default. */
    recovery: boolean('recovery').notNull(),
    /** What the borrower chose where it also paid ahead of schedule. */
    prepayment: text('prepayment', { enum: ['shorterTerm', 'smallerInstalment'] }),
    at: time('at').notNull(),
    transaction: hash('transaction').notNull(),
  },
  (t) => [
    // The payments of a loan, oldest first.
    index('repayments_by_loan').on(t.loanId, t.id),
    check('repayments_allocation', sql`${t.paid} = ${t.lateInterest} + ${t.interest} + ${t.principal}`),
  ],
)
