import { boolean, integer, pgTable } from 'drizzle-orm/pg-core'
import { address } from '../columns.ts'

/** Contracts that issue series. The index is part of their series' ids, fixed for ever. */
export const issuers = pgTable('issuers', {
  issuerIndex: integer('issuer_index').primaryKey(),
  issuer: address('issuer').notNull(),
  paused: boolean('paused').notNull(),
})
