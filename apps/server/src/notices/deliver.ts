import { and, asc, desc, eq, gt, lte } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Database } from '../database/database.ts'
import { noticeDeliveries, notices } from '../database/schema.ts'
import type { Sealer } from '../underwriting/seal.ts'
import type { NoticeChannel } from './channels/channel.ts'
import { findContact } from './contacts.ts'
import { messageOf } from './words.ts'

/** Milliseconds until the next attempt after each that failed; after the last, two days later, it is given up. */
const waits = [1, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * 60_000)

export interface Delivering {
  readonly database: Database
  readonly sealer: Sealer
  readonly channel: NoticeChannel
}

type Delivery = typeof noticeDeliveries.$inferSelect

/** Takes one that is due. Nobody else does until its next attempt is, so that one who dies over it leaves it to the next. */
const takeDue = async (database: Database, now: number): Promise<Delivery | undefined> =>
  database.transaction(async (tx) => {
    const [due] = await tx
      .select()
      .from(noticeDeliveries)
      .where(and(eq(noticeDeliveries.status, 'waiting'), lte(noticeDeliveries.nextAt, now)))
      .orderBy(asc(noticeDeliveries.nextAt))
      .limit(1)
      .for('update', { skipLocked: true })
    if (due === undefined) return undefined
    const [taken] = await tx
      .update(noticeDeliveries)
      .set({ attempts: due.attempts + 1, nextAt: now + (waits[due.attempts] ?? 0) })
      .where(eq(noticeDeliveries.noticeId, due.noticeId))
      .returning()
    return taken
  })

const settle = async (
  database: Database,
  { noticeId }: Delivery,
  status: 'sent' | 'failed',
): Promise<void> => {
  await database.update(noticeDeliveries).set({ status }).where(eq(noticeDeliveries.noticeId, noticeId))
}

const send = async ({ database, sealer, channel }: Delivering, delivery: Delivery): Promise<boolean> => {
  const contact = await findContact(database, sealer, delivery.account as Address)
  const [notice] = await database.select().from(notices).where(eq(notices.noticeId, delivery.noticeId))
  if (contact === undefined || notice === undefined) return false
  const { subject, text } = messageOf(notice, contact.language, contact.origin)
  await channel.send({ id: notice.noticeId.slice(2, 34), to: contact.email, subject, text })
  return true
}

/**
 * Sends every notice that is due, one after another. What was sent by one who died before writing it down is sent again, under the
 * same id.
 * @returns how many arrived and how many did not.
 */
export const deliverDue = async (
  delivering: Delivering,
  now: () => number = Date.now,
): Promise<{ readonly sent: number; readonly failed: number }> => {
  const { database } = delivering
  let [sent, failed] = [0, 0]
  for (let due = await takeDue(database, now()); due !== undefined; due = await takeDue(database, now())) {
    try {
      // Whoever no longer wants to be told is not.
      await settle(database, due, (await send(delivering, due)) ? 'sent' : 'failed')
      sent += 1
    } catch {
      failed += 1
      if (due.attempts >= waits.length) await settle(database, due, 'failed')
    }
  }
  return { sent, failed }
}

/** Whether the newest delivery of an account that was tried did not arrive. */
export const isFailing = async (database: Database, account: Address): Promise<boolean> => {
  const [last] = await database
    .select()
    .from(noticeDeliveries)
    .where(and(eq(noticeDeliveries.account, account), gt(noticeDeliveries.attempts, 0)))
    .orderBy(desc(noticeDeliveries.nextAt))
    .limit(1)
  return last !== undefined && last.status !== 'sent'
}
