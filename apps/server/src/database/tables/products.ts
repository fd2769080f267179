import { boolean, integer, pgTable } from 'drizzle-orm/pg-core'
import { address, baseUnits, whole } from '../columns.ts'

/** What the operator offers. Rates and shares in millionths, periods in seconds. */
export const products = pgTable('products', {
  productId: whole('product_id').primaryKey(),
  currency: address('currency').notNull(),
  open: boolean('open').notNull(),
  /** Whether a request must quote a signed assessment. */
  assessed: boolean('assessed').notNull(),
  /** A bit per method. */
  methods: integer('methods').notNull(),
  leastPrincipal: baseUnits('least_principal'),
  greatestPrincipal: baseUnits('greatest_principal'),
  leastTicket: baseUnits('least_ticket'),
  leastTermDays: whole('least_term_days').notNull(),
  greatestTermDays: whole('greatest_term_days').notNull(),
  greatestRate: whole('greatest_rate').notNull(),
  lateRate: whole('late_rate').notNull(),
  graceDays: integer('grace_days').notNull(),
  defaultDays: integer('default_days').notNull(),
  writeOffDays: integer('write_off_days').notNull(),
  reflectionPeriod: whole('reflection_period').notNull(),
  fundingPeriod: whole('funding_period').notNull(),
  drawPeriod: whole('draw_period').notNull(),
  leastShare: whole('least_share').notNull(),
})
