import { createHash } from 'node:crypto'
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Database, Executor } from '../database/database.ts'
import { takeTurn } from '../database/locks.ts'
import { pushSubscriptions } from '../database/schema.ts'
import type { Sealer } from '../underwriting/seal.ts'
import type { PushAddress } from './channels/push.ts'
import { forgetDeliveries } from './recovered.ts'
import { unsealed } from './sealed.ts'
import type { Language } from './words.ts'

/** A browser that is told, and in which language. */
export interface ToldBrowser {
  readonly address: PushAddress
  readonly language: Language
}

/** Browsers an account may have told: more would be a way to have this server write to strangers. */
export const greatestBrowsers = 10

/** Nobody guesses an endpoint, so its hash tells nothing of it. */
export const subscriptionIdOf = ({ endpoint }: PushAddress): string =>
  createHash('sha256').update(endpoint).digest('hex')

type Row = typeof pushSubscriptions.$inferSelect

const one = (account: Address, subscriptionId: string) =>
  and(eq(pushSubscriptions.account, account), eq(pushSubscriptions.subscriptionId, subscriptionId))

/** The browsers of an account, the first told first. */
export const listSubscriptions = (executor: Executor, account: Address): Promise<Row[]> =>
  executor
    .select()
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.account, account))
    .orderBy(asc(pushSubscriptions.confirmedAt), asc(pushSubscriptions.subscriptionId))

/** Of some accounts every browser that is told. */
export const subscribedAmong = async (
  executor: Executor,
  accounts: readonly Address[],
): Promise<readonly Pick<Row, 'account' | 'subscriptionId' | 'confirmedAt'>[]> =>
  accounts.length === 0
    ? []
    : executor
        .select({
          account: pushSubscriptions.account,
          subscriptionId: pushSubscriptions.subscriptionId,
          confirmedAt: pushSubscriptions.confirmedAt,
        })
        .from(pushSubscriptions)
        .where(inArray(pushSubscriptions.account, [...accounts]))

export const findSubscription = async (
  executor: Executor,
  sealer: Sealer,
  account: Address,
  subscriptionId: string,
): Promise<ToldBrowser | undefined> => {
  const [row] = await executor.select().from(pushSubscriptions).where(one(account, subscriptionId))
  return row && unsealed<ToldBrowser>(sealer, row.sealed)
}

/**
 * Has a browser told; one that was told before is told in the language it is in now.
 * @param at The chain's time: what happens from then on is told.
 */
export const keepSubscription = (
  database: Database,
  sealer: Sealer,
  account: Address,
  told: ToldBrowser,
  { at, device }: { readonly at: number; readonly device: string },
): Promise<'added' | 'renewed' | 'noRoom'> =>
  database.transaction(async (tx) => {
    // Many asked for at once would each be counted before any is kept.
    await takeTurn(tx, 'pushSubscriptions')
    const subscriptionId = subscriptionIdOf(told.address)
    const sealed = sealer.seal(told)
    const renewed = await tx
      .update(pushSubscriptions)
      .set({ sealed, device })
      .where(one(account, subscriptionId))
      .returning()
    const isRenewed = renewed.length > 0
    await forgetDeliveries(tx, { account, destination: subscriptionId }, isRenewed)
    if (isRenewed) return 'renewed'
    const held = await tx.$count(pushSubscriptions, eq(pushSubscriptions.account, account))
    if (held >= greatestBrowsers) return 'noRoom'
    await tx.insert(pushSubscriptions).values({ account, subscriptionId, sealed, device, confirmedAt: at })
    return 'added'
  })

/** Ends telling a browser of an account; it may still be told of others. */
export const dropSubscription = async (
  executor: Executor,
  account: Address,
  subscriptionId: string,
): Promise<void> => {
  await executor.delete(pushSubscriptions).where(one(account, subscriptionId))
}

/** A browser that is gone is told of no account any more. */
export const forgetBrowser = async (executor: Executor, subscriptionId: string): Promise<void> => {
  await executor.delete(pushSubscriptions).where(eq(pushSubscriptions.subscriptionId, subscriptionId))
}
