import { boolean, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { whole } from '../columns.ts'

/** Participants declared related: neither may fund the other. */
export const relations = pgTable(
  'relations',
  {
    participantId: whole('participant_id').notNull(),
    relatedId: whole('related_id').notNull(),
    related: boolean('related').notNull(),
  },
  (t) => [primaryKey({ columns: [t.participantId, t.relatedId] })],
)
