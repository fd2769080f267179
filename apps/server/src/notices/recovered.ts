import { and, eq, inArray, lt, ne, or } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Executor } from '../database/database.ts'
import { byEmail, noticeDeliveries, notices, pushSubscriptions } from '../database/schema.ts'
import type { Notice } from './notice.ts'

/** Where somebody is told of an account. */
interface Told {
  readonly account: string
  readonly destination: string
}

/**
 * Whoever recovers an account is another than before, or has lost what they had: the browsers from before are told of it, and of nothing
 * after it. An e-mail address goes on: it was shown to be its owner's, and is not lost with a telephone.
 */
const isRecovery = ({ kind }: Pick<Notice, 'kind'>): boolean => kind === 'recoveryFinalised'

const keyOf = ({ account, destination }: Told): string => `${account} ${destination}`

/** Of some accounts the browsers that were told, or are on the way to be told, that it was recovered; told anew they are as others. */
export const endedAmong = async (
  executor: Executor,
  accounts: readonly Address[],
): Promise<(told: Told) => boolean> => {
  if (accounts.length === 0) return () => false
  const rows = await executor
    .selectDistinct({ account: noticeDeliveries.account, destination: noticeDeliveries.destination })
    .from(noticeDeliveries)
    .innerJoin(notices, eq(notices.noticeId, noticeDeliveries.noticeId))
    .where(
      and(
        inArray(noticeDeliveries.account, [...accounts]),
        ne(noticeDeliveries.destination, byEmail),
        eq(notices.kind, 'recoveryFinalised'),
      ),
    )
  const ended = new Set(rows.map(keyOf))
  return (told) => ended.has(keyOf(told))
}

/** Whether a notice comes after a recovery that is among some; the change of signers it makes comes before it. */
export const isAfterRecovery = ({ account, eventId }: Notice, among: readonly Notice[]): boolean =>
  among.some((other) => isRecovery(other) && other.account === account && other.eventId < eventId)

/** Ends telling the browsers from before recoveries that are news to nobody any more. */
export const endUntold = async (executor: Executor, old: readonly Notice[]): Promise<void> => {
  for (const { account, at } of old.filter(isRecovery))
    await executor
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.account, account), lt(pushSubscriptions.confirmedAt, at)))
}

/** Whether telling this browser of this notice is the last it is told of the account. */
export const isLast = (notice: Pick<Notice, 'kind'>, destination: string): boolean =>
  destination !== byEmail && isRecovery(notice)

/**
 * Forgets what was to be told of an account in a browser that is told anew: what did not arrive before says nothing of it now, and it is
 * none of those from before a recovery. What is on its way goes on where the browser was never ended.
 */
export const forgetDeliveries = async (
  tx: Executor,
  { account, destination }: Told,
  keepsWaiting: boolean,
): Promise<void> => {
  const recoveries = tx
    .select({ noticeId: notices.noticeId })
    .from(notices)
    .where(and(eq(notices.account, account), eq(notices.kind, 'recoveryFinalised')))
  const which = keepsWaiting
    ? or(eq(noticeDeliveries.status, 'failed'), inArray(noticeDeliveries.noticeId, recoveries))
    : undefined
  await tx
    .delete(noticeDeliveries)
    .where(and(eq(noticeDeliveries.account, account), eq(noticeDeliveries.destination, destination), which))
}
