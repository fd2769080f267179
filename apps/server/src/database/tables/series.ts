import { sql } from 'drizzle-orm'
import { check, integer, pgTable } from 'drizzle-orm/pg-core'
import { address, baseUnits, time, uint256, whole } from '../columns.ts'

/** One raise and its notes. Base units; escrow = supply - released. The parts of `paidIn` are told from its kinds. */
export const series = pgTable(
  'series',
  {
    seriesId: uint256('series_id').primaryKey(),
    issuerIndex: integer('issuer_index').notNull(),
    currency: address('currency').notNull(),
    number: whole('number').notNull(),
    openedAt: time('opened_at').notNull(),
    supply: baseUnits('supply'),
    released: baseUnits('released'),
    paidIn: baseUnits('paid_in'),
    paidInPrincipal: baseUnits('paid_in_principal'),
    paidInInterest: baseUnits('paid_in_interest'),
    paidInLateInterest: baseUnits('paid_in_late_interest'),
    /** The whole of what came in after default, whatever part of the debt it paid. */
    paidInRecovery: baseUnits('paid_in_recovery'),
    /** Escrow given back, and cash of kinds that are neither repayment nor recovery. */
    paidInOther: baseUnits('paid_in_other'),
    claimed: baseUnits('claimed'),
  },
  (t) => [
    check(
      'series_paid_in',
      sql`${t.paidIn} = ${t.paidInPrincipal} + ${t.paidInInterest} + ${t.paidInLateInterest} + ${t.paidInRecovery} + ${t.paidInOther}`,
    ),
    check('series_escrow', sql`${t.released} <= ${t.supply}`),
    check('series_claimed', sql`${t.claimed} <= ${t.paidIn}`),
  ],
)
