import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { address, hash, time } from '../columns.ts'

export const deliveryStatuses = ['waiting', 'sent', 'failed'] as const
/** The destination that is an owner's e-mail address; every other is the id of a push subscription. */
export const byEmail = 'email'

/** Notices on their way to where owners want to be told. Times are milliseconds since 1970, by this machine's clock. */
export const noticeDeliveries = pgTable(
  'notice_deliveries',
  {
    noticeId: hash('notice_id').notNull(),
    /** Each has its own attempts: a mail server that does not answer keeps nothing from a browser. */
    destination: text('destination').notNull().default(byEmail),
    account: address('account').notNull(),
    status: text('status', { enum: deliveryStatuses }).notNull(),
    attempts: integer('attempts').notNull(),
    /** Not before; moved on before each attempt, so that whoever dies in the middle of one leaves it to the next. */
    nextAt: time('next_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.noticeId, t.destination] }),
    index('notice_deliveries_waiting').on(t.nextAt).where(sql`${t.status} = 'waiting'`),
    // Whether the last ones of an account arrived.
    index('notice_deliveries_by_account').on(t.account, t.nextAt),
    check('notice_deliveries_status', sql`${t.status} in ('waiting', 'sent', 'failed')`),
  ],
)
