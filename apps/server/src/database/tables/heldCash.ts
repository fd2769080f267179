import { sql } from 'drizzle-orm'
import { check, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { address, baseUnits } from '../columns.ts'

/** Cash that stays in `Notes` for an account that is frozen or cannot receive; base units. */
export const heldCash = pgTable(
  'held_cash',
  {
    currency: address('currency').notNull(),
    account: address('account').notNull(),
    amount: baseUnits('amount'),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.currency] }),
    check('held_cash_not_negative', sql`${t.amount} >= 0`),
  ],
)
