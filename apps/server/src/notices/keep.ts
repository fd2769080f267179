import { desc, eq } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Executor } from '../database/database.ts'
import { byEmail, noticeDeliveries, notices } from '../database/schema.ts'
import { confirmedAmong } from './contacts.ts'
import type { Notice } from './notice.ts'
import { subscribedAmong } from './pushSubscriptions.ts'
import { endedAmong, endUntold, isAfterRecovery } from './recovered.ts'

/** Seconds after which a notice is news to nobody: what a server finds when it catches up after long is kept and not sent. */
const newsFor = 3 * 86_400

/** Where owners of some accounts are told besides the page, and since when by the chain's clock. */
const destinationsOf = async (executor: Executor, accounts: readonly Address[]) => {
  const [byAddress, browsers, isEnded] = await Promise.all([
    confirmedAmong(executor, accounts),
    subscribedAmong(executor, accounts),
    endedAmong(executor, accounts),
  ])
  return [
    ...[...byAddress].map(([account, confirmedAt]) => ({ account, destination: byEmail, confirmedAt })),
    ...browsers
      .map(({ subscriptionId, ...told }) => ({ ...told, destination: subscriptionId }))
      .filter((told) => !isEnded(told)),
  ]
}

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
  const fresh = (await executor
    .insert(notices)
    .values([...found])
    .onConflictDoNothing()
    .returning()) as Notice[]
  const isNews = (notice: Notice) => notice.at > at - newsFor
  const news = fresh.filter(isNews)
  await endUntold(
    executor,
    fresh.filter((notice) => !isNews(notice)),
  )
  const destinations = await destinationsOf(executor, [...new Set(news.map(({ account }) => account))])
  const deliveries = news.flatMap((notice) => {
    const { noticeId, account, at: happenedAt } = notice
    const isAfter = isAfterRecovery(notice, news)
    return destinations
      .filter((told) => told.account === account && happenedAt >= told.confirmedAt)
      .filter(({ destination }) => destination === byEmail || !isAfter)
      .map(({ destination }) => ({
        ...{ noticeId, destination, account },
        ...{ status: 'waiting' as const, attempts: 0, nextAt: now },
      }))
  })
  if (deliveries.length > 0) await executor.insert(noticeDeliveries).values(deliveries)
}

/** The newest notices of an account, the newest first; those of one second in the order they happened in. */
export const listNotices = async (executor: Executor, account: Address, count = 50): Promise<Notice[]> =>
  (await executor
    .select()
    .from(notices)
    .where(eq(notices.account, account))
    .orderBy(desc(notices.at), desc(notices.eventId), desc(notices.place))
    .limit(count)) as Notice[]
