import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { address, baseUnits, time, uint256 } from '../columns.ts'

/**
 * Notes of one series in one hand. `paidInSeen` and `remainder` are the contract's. `xSeen` and `xAccrued` do the same
 * sum for each part of the cash and are never reset by a claim: x's share in all = (xAccrued + balance × (x - xSeen)) over supply.
 */
export const holdings = pgTable(
  'holdings',
  {
    seriesId: uint256('series_id'),
    holder: address('holder').notNull(),
    balance: baseUnits('balance'),
    paidInSeen: baseUnits('paid_in_seen'),
    remainder: uint256('remainder'),
    claimed: baseUnits('claimed'),
    /** Cash brought in by subscribing, less what was taken back while that was allowed. */
    subscribed: baseUnits('subscribed'),
    /** The latest subscription. */
    subscribedAt: time('subscribed_at'),
    principalSeen: baseUnits('principal_seen'),
    principalAccrued: uint256('principal_accrued'),
    interestSeen: baseUnits('interest_seen'),
    interestAccrued: uint256('interest_accrued'),
    lateInterestSeen: baseUnits('late_interest_seen'),
    lateInterestAccrued: uint256('late_interest_accrued'),
    recoverySeen: baseUnits('recovery_seen'),
    recoveryAccrued: uint256('recovery_accrued'),
  },
  (t) => [
    primaryKey({ columns: [t.seriesId, t.holder] }),
    // A portfolio: all series of one holder.
    index('holdings_by_holder').on(t.holder, t.seriesId),
    check('holdings_not_negative', sql`${t.balance} >= 0 and ${t.remainder} >= 0`),
  ],
)
