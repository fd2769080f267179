import { pgTable } from 'drizzle-orm/pg-core'
import { address, baseUnits } from '../columns.ts'

/** Above which greatest principal an assessment in a currency needs two underwriters. */
export const secondSignatures = pgTable('second_signatures', {
  currency: address('currency').primaryKey(),
  above: baseUnits('above'),
})
