import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { address, time } from '../columns.ts'

/** Browsers that are told of an account though no page of the site is open. Where they are reached stands in `sealed` alone, encrypted. */
export const pushSubscriptions = pgTable(
  'push_subscriptions',
  {
    account: address('account').notNull(),
    /** SHA-256 of the address of the push service that reaches this browser, which nobody else can guess. */
    subscriptionId: text('subscription_id').notNull(),
    sealed: text('sealed').notNull(),
    /** `browser/system`, as of sessions. */
    device: text('device').notNull(),
    /** By the chain's clock: what happened before is not told there. */
    confirmedAt: time('confirmed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.account, t.subscriptionId] }),
    // A browser that is gone is gone for every account.
    index('push_subscriptions_by_id').on(t.subscriptionId),
  ],
)
