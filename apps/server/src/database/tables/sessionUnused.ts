import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { sessionOwners } from './sessionOwners.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** Models better-auth does not start without. Nothing is written to them: nobody signs in with a password or through others. */
export const sessionProviders = pgTable('session_providers', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('account')
    .notNull()
    .references(() => sessionOwners.id, { onDelete: 'cascade' }),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: moment('access_token_expires_at'),
  refreshTokenExpiresAt: moment('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})

export const sessionVerifications = pgTable('session_verifications', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: moment('expires_at').notNull(),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})
