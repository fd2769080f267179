import { drizzleAdapter } from '@better-auth/drizzle-adapter'
import { type BetterAuthPlugin, betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { deleteSessionCookie, setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'
import type { Database } from '../database/database.ts'
import { sessionOwners, sessionProviders, sessions, sessionVerifications } from '../database/schema.ts'
import { lifetimes } from './settings.ts'

/** Sent over TLS or to this very machine alone, to this very host alone, hidden from the page's own program. */
export const sessionCookie = '__Host-hurong-session'

const onlySignedIn = z.object({ token: z.string() })

/**
 * better-auth keeps sessions and their cookies; how somebody signs in is decided before, and none of its own ways in is open.
 * Its endpoints are called by this server alone: none is reached over HTTP.
 */
const cookies = () =>
  ({
    id: 'hurong-cookies',
    endpoints: {
      /** The token in a request's cookie, if this server signed it. */
      readToken: createAuthEndpoint.serverOnly({ method: 'GET', requireHeaders: true }, async (ctx) => {
        const { name } = ctx.context.authCookies.sessionToken
        return { token: (await ctx.getSignedCookie(name, ctx.context.secret)) || null }
      }),
      /** Gives the browser the cookie of a session. */
      setToken: createAuthEndpoint.serverOnly({ method: 'POST', body: onlySignedIn }, async (ctx) => {
        const found = await ctx.context.internalAdapter.findSession(ctx.body.token)
        if (found !== null) await setSessionCookie(ctx, found, false)
        return { set: found !== null }
      }),
      /** Takes the cookie away again. */
      clearToken: createAuthEndpoint.serverOnly({ method: 'POST' }, async (ctx) => {
        deleteSessionCookie(ctx)
        return { cleared: true }
      }),
    },
  }) satisfies BetterAuthPlugin

const moment = (input: boolean) => ({ type: 'date', required: true, input }) as const

export const openAuth = (database: Database, secret: string) =>
  betterAuth({
    appName: 'Hurong',
    secret,
    // Links and redirects it never makes; origins are checked before it is asked.
    baseURL: 'http://localhost',
    basePath: '/api/v1/sessions',
    database: drizzleAdapter(database, {
      provider: 'pg',
      schema: {
        user: sessionOwners,
        session: sessions,
        account: sessionProviders,
        verification: sessionVerifications,
      },
      transaction: false,
    }),
    session: {
      expiresIn: lifetimes.idle / 1000,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: {
        previousToken: { type: 'string', required: false, returned: false },
        factor: { type: 'string', required: true },
        rotatedAt: moment(true),
        confirmedAt: moment(true),
        seenAt: moment(true),
        endsAt: moment(true),
      },
    },
    advanced: {
      useSecureCookies: false,
      ipAddress: { disableIpTracking: true },
      cookies: {
        session_token: {
          name: sessionCookie,
          attributes: { secure: true, httpOnly: true, sameSite: 'strict', path: '/' },
        },
      },
    },
    plugins: [cookies()],
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
export type Auth = ReturnType<typeof openAuth>
