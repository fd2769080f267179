import { generateId } from 'better-auth'
import { and, asc, desc, eq, gt, lt, ne, or } from 'drizzle-orm'
import type { Context } from 'hono'
import { sessionOwners, sessions as table } from '../database/schema.ts'
import { deviceOf, writeDevice } from './device.ts'
import type { Proof } from './passkey.ts'
import type { Sessions } from './service.ts'
import { lifetimes } from './settings.ts'

type Hex = `0x${string}`
export type SessionRow = typeof table.$inferSelect

/** Browsers one account is signed in with at most; the one longest unused makes room. */
const mostSessions = 20
/** Milliseconds within which another use is not noted. */
const noteEvery = 60_000
const tokenLength = 32

const date = (milliseconds: number) => new Date(milliseconds)
const isAlive = ({ expiresAt, endsAt }: SessionRow, now: number) =>
  expiresAt.getTime() > now && endsAt.getTime() > now

/** Whether a session lives, and whoever confirmed it may still act for its account. */
const isGood = async (sessions: Sessions, row: SessionRow): Promise<boolean> =>
  isAlive(row, sessions.now()) && (await sessions.stillFactor(row.userId as Hex, row.factor as Hex))

const adapterOf = async ({ auth }: Sessions) => (await auth.$context).internalAdapter

/** Sends the browser what better-auth set. */
const sendCookies = (c: Context, headers: Headers): void => {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}

const giveCookie = async (sessions: Sessions, c: Context, token: string): Promise<void> => {
  const { headers } = await sessions.auth.api.setToken({ body: { token }, returnHeaders: true })
  sendCookies(c, headers)
}

export const takeCookie = async (sessions: Sessions, c: Context): Promise<void> => {
  const { headers } = await sessions.auth.api.clearToken({ returnHeaders: true })
  sendCookies(c, headers)
}

const makeRoom = async ({ database, now }: Sessions, account: string): Promise<void> => {
  await database.delete(table).where(or(lt(table.expiresAt, date(now())), lt(table.endsAt, date(now()))))
  const held = await database
    .select({ id: table.id })
    .from(table)
    .where(eq(table.userId, account))
    .orderBy(desc(table.seenAt))
    .offset(mostSessions - 1)
  for (const { id } of held) await database.delete(table).where(eq(table.id, id))
}

const makeOwner = async ({ database, now }: Sessions, account: string): Promise<void> => {
  const at = date(now())
  await database
    .insert(sessionOwners)
    .values({
      id: account,
      name: account,
      email: account,
      emailVerified: false,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
}

/** A session that is renewed has another token: one that somebody saw before is worth nothing after. */
const renewed = (row: SessionRow, now: number) => ({
  token: generateId(tokenLength),
  previousToken: row.token,
  rotatedAt: date(now),
  seenAt: date(now),
  expiresAt: date(Math.min(now + lifetimes.idle, row.endsAt.getTime())),
})

/**
 * Signs the browser in for whoever has proved to be the owner. A browser that is signed in with the account already stays the
 * same device, and has confirmed anew.
 */
export const openSession = async (
  sessions: Sessions,
  c: Context,
  { account, factor }: Proof,
): Promise<SessionRow> => {
  const { now, watch } = sessions
  const adapter = await adapterOf(sessions)
  const at = now()
  const before = await readSession(sessions, c, { rotates: false })
  if (before?.userId === account) {
    const confirmed = { ...renewed(before, at), previousToken: null, factor, confirmedAt: date(at) }
    const row = (await adapter.updateSession(before.token, confirmed)) as SessionRow | null
    if (row !== null) {
      await giveCookie(sessions, c, row.token)
      watch.ring(account)
      return { ...before, ...row }
    }
  } else if (before !== undefined) await endSession(sessions, before)
  await makeOwner(sessions, account)
  await makeRoom(sessions, account)
  const row = (await adapter.createSession(
    account,
    false,
    {
      factor,
      userAgent: writeDevice(deviceOf(c.req.header('user-agent') ?? '')),
      ipAddress: null,
      ...{
        rotatedAt: date(at),
        confirmedAt: date(at),
        seenAt: date(at),
        createdAt: date(at),
        updatedAt: date(at),
      },
      ...{ expiresAt: date(at + lifetimes.idle), endsAt: date(at + lifetimes.session) },
    },
    true,
  )) as unknown as SessionRow
  await giveCookie(sessions, c, row.token)
  watch.ring(account)
  return row
}

const tokenOf = async ({ auth }: Sessions, c: Context): Promise<string | null> =>
  (await auth.api.readToken({ headers: c.req.raw.headers })).token

/** A cookie changed before this one came: late, lost on its way, or kept by somebody who should not have it. */
const readLate = async (sessions: Sessions, c: Context, row: SessionRow): Promise<SessionRow | undefined> => {
  const now = sessions.now()
  if (now - row.rotatedAt.getTime() <= lifetimes.grace) return row
  if (row.seenAt > row.rotatedAt) {
    await endSession(sessions, row)
    return undefined
  }
  // The new one was never used: its answer did not arrive.
  await giveCookie(sessions, c, row.token)
  return row
}

const noteUse = async (
  sessions: Sessions,
  c: Context,
  row: SessionRow,
  rotates: boolean,
): Promise<SessionRow> => {
  const adapter = await adapterOf(sessions)
  const at = sessions.now()
  if (rotates && at - row.rotatedAt.getTime() > lifetimes.rotation) {
    const next = (await adapter.updateSession(row.token, renewed(row, at))) as SessionRow | null
    // Another request was first, and has told the browser.
    if (next === null) return row
    await giveCookie(sessions, c, next.token)
    return { ...row, ...next }
  }
  const first = row.previousToken !== null && row.seenAt <= row.rotatedAt
  if (!first && at - row.seenAt.getTime() < noteEvery) return row
  const seen = {
    seenAt: date(Math.max(at, row.rotatedAt.getTime() + 1)),
    expiresAt: renewed(row, at).expiresAt,
  }
  await adapter.updateSession(row.token, seen)
  return { ...row, ...seen }
}

/**
 * The session of whoever asks, if its cookie was signed here and it lives; its cookie is changed now and then.
 * @param rotates Whether the cookie may be changed by this answer.
 */
export const readSession = async (
  sessions: Sessions,
  c: Context,
  { rotates = true }: { readonly rotates?: boolean } = {},
): Promise<SessionRow | undefined> => {
  const token = await tokenOf(sessions, c)
  if (token === null) return undefined
  const [row] = await sessions.database
    .select()
    .from(table)
    .where(or(eq(table.token, token), eq(table.previousToken, token)))
  if (row === undefined || !(await isGood(sessions, row))) return undefined
  return row.token === token ? noteUse(sessions, c, row, rotates) : readLate(sessions, c, row)
}

/** Whether a session lives still; asking does not keep it alive. */
export const isOpen = async (sessions: Sessions, id: string): Promise<boolean> => {
  const [row] = await sessions.database.select().from(table).where(eq(table.id, id))
  return row !== undefined && isGood(sessions, row)
}

/** An account's sessions that live, the oldest first. */
export const sessionsOf = ({ database, now }: Sessions, account: string): Promise<SessionRow[]> =>
  database
    .select()
    .from(table)
    .where(and(eq(table.userId, account), gt(table.expiresAt, date(now())), gt(table.endsAt, date(now()))))
    .orderBy(asc(table.createdAt), asc(table.id))

/** Ends one session: what comes with its cookie from now on is refused, and its event streams end. */
export const endSession = async (sessions: Sessions, { id, userId }: Pick<SessionRow, 'id' | 'userId'>) => {
  const ended = await sessions.database
    .delete(table)
    .where(and(eq(table.id, id), eq(table.userId, userId)))
    .returning()
  sessions.watch.ring(userId)
  return ended.length === 1
}

/** Ends an account's sessions but one. */
export const endOtherSessions = async (sessions: Sessions, account: string, kept: string): Promise<void> => {
  await sessions.database.delete(table).where(and(eq(table.userId, account), ne(table.id, kept)))
  sessions.watch.ring(account)
}

export const endAllSessions = async (sessions: Sessions, account: string): Promise<void> => {
  await (await adapterOf(sessions)).deleteUserSessions(account)
  sessions.watch.ring(account)
}
