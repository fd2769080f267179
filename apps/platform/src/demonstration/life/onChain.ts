import type { Deployment, ReadContext } from '@hurong/sdk'
import { readParticipantCount, readParticipantOf } from '@hurong/sdk'
import type { LoanWatch } from '@hurong/sdk/keeper'
import type { TapeLoan } from '@hurong/tape'
import type { Address } from 'viem'
import type { Underwriting } from '../../credit/underwriting.ts'
import type { PlannedCall } from '../../history/calls.ts'
import type { Connection } from '../../history/ground.ts'
import { createMarket, type Ground, type Market } from '../../history/market.ts'
import { signCalls } from '../../history/mine.ts'
import { createTimeline } from '../../history/timeline.ts'
import type { Wallets } from '../../history/wallets.ts'
import { firstLaterBorrower, guardianAccount } from '../people.ts'

/** What the people of the demonstration whom nobody acts as know of the market. */
export type Life = {
  readonly connection: Connection
  readonly context: ReadContext
  readonly deployment: Deployment
  readonly wallets: Wallets
  readonly watch: LoanWatch
  /** Real loans in the order in which they are asked for. */
  readonly sample: readonly TapeLoan[]
  readonly underwriting: Underwriting
  readonly seed: number
  readonly ground: Ground
  /** Participant ids by account, as far as they were read. */
  readonly ids: Map<number, number>
}

/** A moment at which they act; `next` is when they look again. Seconds since 1970. */
export type Moment = { readonly time: number; readonly elapsed: number; readonly next: number }

/** The currency the demonstration lends in, and its base units of one whole unit. */
export const moneyOf = ({ deployment }: Pick<Life, 'deployment'>): { currency: Address; one: bigint } => {
  const [first] = deployment.currencies
  if (first === undefined) throw new Error('The deployment has no currency.')
  return { currency: first.address, one: 10n ** BigInt(first.decimals) }
}

/** The number of the latest loan that is not over; 0 if there is none. */
export const latestLoan = ({ watch }: Life): number =>
  Math.max(0, ...[...watch.loans.values()].map(({ number }) => number))

/** Accounts that ask for loans after the demonstration was built. */
export const laterBorrowers = Array.from(
  { length: guardianAccount - firstLaterBorrower },
  (_, index) => firstLaterBorrower + index,
)

/** Participant ids by account, read once each. */
export const idsOf = async (
  { context, wallets, ids }: Pick<Life, 'context' | 'wallets' | 'ids'>,
  accounts: readonly number[],
): Promise<ReadonlyMap<number, number>> => {
  const unread = accounts.filter((account) => !ids.has(account))
  const read = await Promise.all(
    unread.map((account) => readParticipantOf(context, { wallet: wallets.account(account).address })),
  )
  for (const [index, account] of unread.entries())
    if (Number(read[index]) > 0) ids.set(account, Number(read[index]))
  return ids
}

/** A market as it stands on the chain, to plan one block at `time` with. @param asked Accounts that may be registered. */
const marketAt = async (life: Life, time: number, asked: readonly number[]): Promise<Market> => {
  const known = await idsOf(life, asked)
  const participants = Number(await readParticipantCount(life.context))
  const ground = { ...life.ground, participants, loans: latestLoan(life), known }
  return createMarket(ground, createTimeline(time, 1, time), life.wallets)
}

/** So often a block is tried: the keeper mines too, and time or a nonce may have moved meanwhile. */
const attempts = 4

/** The chain's present, seconds since 1970. */
export const timeNow = async ({ connection }: Pick<Life, 'connection'>): Promise<number> =>
  ((await connection.rpc('hurong_time')) as { now: number }).now

/**
 * Mines calls in one block, at `time` or now if that is over. The block is on the chain whole or not at all; what a contract
 * refuses is left so.
 */
const mine = async (life: Life, time: number, calls: readonly PlannedCall[]): Promise<void> => {
  const { connection, deployment, wallets } = life
  for (let attempt = 1; ; attempt++) {
    const next = new Map<number, number>()
    for (const account of new Set(calls.map(({ from }) => from))) {
      const { address } = wallets.account(account)
      next.set(account, await connection.publicClient.getTransactionCount({ address }))
    }
    const nonces = calls.map(({ from }) => {
      const nonce = next.get(from) as number
      next.set(from, nonce + 1)
      return nonce
    })
    const raws = await signCalls(calls, nonces, wallets, deployment.chainId)
    try {
      await connection.rpc('hurong_mine', [{ timestamp: Math.max(time, await timeNow(life)), raws }])
      return
    } catch (error) {
      if (attempt === attempts) throw error
    }
  }
}

/** Puts what `act` does to the market as it stands onto the chain, at `time`. @param asked Accounts that may be registered. */
export const doAt = async (
  life: Life,
  time: number,
  act: (market: Market) => void | Promise<void>,
  asked: readonly number[] = [],
): Promise<void> => {
  const market = await marketAt(life, time, asked)
  await act(market)
  market.timeline.at(time, () => {})
  for (const { calls } of market.timeline.blocks()) await mine(life, time, calls)
}
