import { decodeLogs, readLogs, withTimes } from '@hurong/sdk'
import type { ChainEvent, Holder, Page } from '@hurong/sdk/api'
import type { Book } from '../chain/fallback/book.ts'
import { addressesIn, withPeople } from '../explorer/people.ts'
import { peopleBehind } from '../explorer/peopleBehind.ts'
import { recompute } from '../explorer/recompute.ts'
import { type BareEvent, toChainEvent } from '../explorer/toChainEvent.ts'

const blocksAtOnce = 500n

const whole = <T>(items: T[]): Page<T> => ({ items, nextCursor: null, total: items.length })

/**
 * The newest events of the whole platform, read backwards from the latest block.
 * @param types Names of events, comma-separated; every event if left out.
 */
export async function newestEvents(
  { hurong, loansIndex }: Book,
  limit: number,
  types?: string,
): Promise<Page<ChainEvent>> {
  const { context } = hurong
  const wanted = types?.split(',')
  const first = BigInt(context.deployment.deployedAtBlock)
  const found: BareEvent[] = []
  let to = await context.publicClient.getBlockNumber()
  while (to >= first && found.length < limit) {
    const from = to - blocksAtOnce + 1n > first ? to - blocksAtOnce + 1n : first
    const logs = decodeLogs(context.deployment, await readLogs(context, from, to))
    const some = logs.filter(({ name }) => wanted?.includes(name) ?? true).slice(found.length - limit)
    const timed = await withTimes(context, some)
    found.push(...timed.reverse().map((event) => toChainEvent(event, event.time, BigInt(loansIndex))))
    to = from - 1n
  }
  const items = found.slice(0, limit)
  const people = await peopleBehind(context, addressesIn(items))
  return { items: items.map((event) => withPeople(event, people)), nextCursor: null }
}

/** Everything that happened to a loan, newest first. */
export async function loanEvents(number: number): Promise<Page<ChainEvent>> {
  const { whole: loan, people } = await recompute(number)
  return whole(loan.events.map((event) => withPeople(toChainEvent(event, event.time), people)).reverse())
}

/** Who holds a loan's notes, greatest first, rebuilt from its events. */
export async function loanHolders(number: number): Promise<Page<Holder>> {
  const { holders } = await recompute(number)
  return whole(
    holders.map(({ holder, participantId, balance, claimable, claimed }) => ({
      holder,
      participantId: participantId || null,
      balance: String(balance),
      claimable: String(claimable),
      claimed: String(claimed),
    })),
  )
}
