import { desc, eq } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Executor } from '../database/database.ts'
import { noticeDeliveries, notices } from '../database/schema.ts'
import { confirmedAmong } from './contacts.ts'
import type { Notice } from './notice.ts'

/** Seconds after which a notice is news to nobody: what a server finds when it catches up after long is kept and not sent. */
const newsFor = 3 * 86_400

/**
 * Keeps notices; what was kept before stays as it is. Those of owners who want to be told go on their way.
 * @param now Milliseconds since 1970.
 * @param at The chain's time.
 */
export const keepNotices = async (
  executor: Executor,
  found: readonly Notice[],
  { now, at }: { readonly now: number; readonly at: number },
): Promise<void> => {
  if (found.length === 0) return
  const fresh = await executor
    .insert(notices)
    .values([...found])
    .onConflictDoNothing()
    .returning()
  const since = await confirmedAmong(
    executor,
    fresh.map(({ account }) => account as Address),
  )
  const told = fresh.filter((notice) => {
    const confirmedAt = since.get(notice.account)
    return confirmedAt !== undefined && notice.at >= confirmedAt && notice.at > at - newsFor
  })
  if (told.length === 0) return
  await executor.insert(noticeDeliveries).values(
    told.map(({ noticeId, account }) => ({
      noticeId,
      account,
      status: 'waiting' as const,
      attempts: 0,
      nextAt: now,
    })),
  )
}

/** The newest notices of an account, the newest first; those of one second in the order they happened in. */
export const listNotices = async (executor: Executor, account: Address, count = 50): Promise<Notice[]> =>
  (await executor
    .select()
    .from(notices)
    .where(eq(notices.account, account))
    .orderBy(desc(notices.at), desc(notices.eventId), desc(notices.place))
    .limit(count)) as Notice[]
