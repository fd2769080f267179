import { index, pgTable } from 'drizzle-orm/pg-core'
import { eventId, time, whole } from '../columns.ts'

/** Every announcement of a product's fee, millionths of the principal drawn. The latest that binds by now holds. */
export const fees = pgTable(
  'fees',
  {
    id: eventId('id').primaryKey(),
    productId: whole('product_id').notNull(),
    originationFee: whole('origination_fee').notNull(),
    bindsAt: time('binds_at').notNull(),
  },
  // The fee of a product that holds now.
  (t) => [index('fees_by_product').on(t.productId, t.id)],
)
