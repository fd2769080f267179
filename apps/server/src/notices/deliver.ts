import { and, asc, desc, eq, gt, lte, sql } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Database } from '../database/database.ts'
import { takeTurn } from '../database/locks.ts'
import { byEmail, noticeDeliveries, notices } from '../database/schema.ts'
import type { Sealer } from '../underwriting/seal.ts'
import { type NoticeChannel, NotNow } from './channels/channel.ts'
import type { PushChannel } from './channels/push.ts'
import { findContact } from './contacts.ts'
import { dropSubscription, findSubscription, forgetBrowser } from './pushSubscriptions.ts'
import { isLast } from './recovered.ts'
import { messageOf, pushOf } from './words.ts'

/** Milliseconds until the next attempt after each that failed; after the last it is given up. */
const waits = [1, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * 60_000)
/** As long as anybody who does not take it may ask for. */
const greatestWait = Math.max(...waits)
/** Milliseconds an attempt may take: one request to a push service, and all steps of a mail server together. */
const [pushTakes, mailTakes] = [60_000, 10 * 60_000]

export interface Delivering {
  readonly database: Database
  readonly sealer: Sealer
  /** Undefined where no e-mail is sent; what was to go that way is given up. */
  readonly email: NoticeChannel | undefined
  /** Undefined where no browser is told. */
  readonly push: PushChannel | undefined
}

type Delivery = typeof noticeDeliveries.$inferSelect
type Kept = typeof notices.$inferSelect
interface Due {
  readonly delivery: Delivery
  readonly notice: Kept | null
}

const isThe = ({ noticeId, destination }: Delivery) =>
  and(eq(noticeDeliveries.noticeId, noticeId), eq(noticeDeliveries.destination, destination))

/**
 * Takes one that is due; of those due since the same moment the one that happened first. Nobody else does for as long as an attempt may
 * take, so that one who dies over it leaves it to the next.
 */
const takeDue = async (database: Database, now: number): Promise<Due | undefined> =>
  database.transaction(async (tx) => {
    const [due] = await tx
      .select({ delivery: noticeDeliveries, notice: notices })
      .from(noticeDeliveries)
      .leftJoin(notices, eq(notices.noticeId, noticeDeliveries.noticeId))
      .where(and(eq(noticeDeliveries.status, 'waiting'), lte(noticeDeliveries.nextAt, now)))
      .orderBy(asc(noticeDeliveries.nextAt), asc(notices.at), asc(notices.eventId), asc(notices.place))
      .limit(1)
      .for('update', { of: noticeDeliveries, skipLocked: true })
    if (due === undefined) return undefined
    const { attempts, destination } = due.delivery
    const takes = destination === byEmail ? mailTakes : pushTakes
    const [delivery] = await tx
      .update(noticeDeliveries)
      .set({ attempts: attempts + 1, nextAt: now + takes })
      .where(isThe(due.delivery))
      .returning()
    return delivery && { delivery, notice: due.notice }
  })

/** Where it was the last to be told there, that is over too, unless the browser is told anew by then. */
const settle = (database: Database, { delivery, notice }: Due, status: 'sent' | 'failed'): Promise<void> =>
  database.transaction(async (tx) => {
    const { account, destination } = delivery
    const ends = notice !== null && isLast(notice, destination)
    if (ends) await takeTurn(tx, 'pushSubscriptions')
    const settled = await tx.update(noticeDeliveries).set({ status }).where(isThe(delivery)).returning()
    if (ends && settled.length > 0) await dropSubscription(tx, account as Address, destination)
  })

/** After an attempt that failed: later, or never where it was the last. */
const putOff = async (database: Database, due: Due, error: unknown, now: number): Promise<void> => {
  const { attempts } = due.delivery
  if (attempts >= waits.length) return settle(database, due, 'failed')
  const asked = error instanceof NotNow ? Math.min(error.wait, greatestWait) : 0
  const nextAt = now + Math.max(waits[attempts - 1] ?? 0, asked)
  await database.update(noticeDeliveries).set({ nextAt }).where(isThe(due.delivery))
}

/** The same for every attempt. */
const idOf = ({ noticeId }: Kept): string => noticeId.slice(2, 34)

const sendEmail = async ({ database, sealer, email }: Delivering, notice: Kept): Promise<boolean> => {
  const contact = await findContact(database, sealer, notice.account as Address)
  if (email === undefined || contact === undefined) return false
  const { subject, text } = messageOf(notice, contact.language, contact.origin)
  await email.send({ id: idOf(notice), to: contact.email, subject, text })
  return true
}

const tellBrowser = async (
  { database, sealer, push }: Delivering,
  notice: Kept,
  subscriptionId: string,
): Promise<boolean> => {
  const told = await findSubscription(database, sealer, notice.account as Address, subscriptionId)
  // Those written to may be fewer than when it was told first.
  if (push === undefined || told === undefined || !push.reaches(told.address)) return false
  const { address, language } = told
  const answer = await push.send(address, { id: idOf(notice), language, ...pushOf(notice, language) })
  if (answer === 'gone') await forgetBrowser(database, subscriptionId)
  return answer === 'taken'
}

/** @returns false where nobody is told there any more. */
const send = async (delivering: Delivering, { delivery: { destination }, notice }: Due): Promise<boolean> => {
  if (notice === null) return false
  return destination === byEmail
    ? sendEmail(delivering, notice)
    : tellBrowser(delivering, notice, destination)
}

/** Milliseconds after which no other is begun: what answers nobody must not keep the chain from being followed. */
const atOnce = 30_000

/**
 * Sends notices that are due, one after another, for as long as that may take; the next call goes on. What was sent by one who died
 * before writing it down is sent again, under the same id.
 * @returns how many arrived and how many did not.
 */
export const deliverDue = async (
  delivering: Delivering,
  now: () => number = Date.now,
): Promise<{ readonly sent: number; readonly failed: number }> => {
  const { database } = delivering
  const until = now() + atOnce
  const next = async () => (now() < until ? takeDue(database, now()) : undefined)
  let [sent, failed] = [0, 0]
  for (let due = await next(); due !== undefined; due = await next()) {
    try {
      // Whoever no longer wants to be told is not.
      const arrived = await send(delivering, due)
      await settle(database, due, arrived ? 'sent' : 'failed')
      if (arrived) sent += 1
    } catch (error) {
      failed += 1
      await putOff(database, due, error, now())
    }
  }
  return { sent, failed }
}

/** Of an account the destinations where the newest of what was tried did not arrive. */
export const failingDestinations = async (
  database: Database,
  account: Address,
): Promise<ReadonlySet<string>> => {
  const { destination, status } = noticeDeliveries
  const newest = await database
    .selectDistinctOn([destination], { destination, status })
    .from(noticeDeliveries)
    .leftJoin(notices, eq(notices.noticeId, noticeDeliveries.noticeId))
    .where(and(eq(noticeDeliveries.account, account), gt(noticeDeliveries.attempts, 0)))
    // What a chain undid is the oldest.
    .orderBy(destination, sql`${notices.at} desc nulls last`, desc(notices.eventId), desc(notices.place))
  return new Set(newest.filter((tried) => tried.status !== 'sent').map((tried) => tried.destination))
}
