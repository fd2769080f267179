import { type Hurong, read } from '@hurong/sdk'
import type { ChainEvent } from '@hurong/sdk/api'
import type { BareEvent } from './toChainEvent.ts'

/** Participants by their wallets in lower case. */
export type People = ReadonlyMap<string, number>

/** Wallets looked up at most; each asks the chain once. */
const lookedUpAtMost = 200

const isAddress = (value: string) => /^0x[0-9a-f]{40}$/.test(value)

/** Reads who is behind addresses; contracts and wallets of nobody are in no map. */
export async function peopleBehind(context: Hurong['context'], addresses: Iterable<string>): Promise<People> {
  const asked = [...new Set([...addresses].map((address) => address.toLowerCase()))]
    .filter(isAddress)
    .slice(0, lookedUpAtMost)
  const ids = await Promise.all(
    asked.map((wallet) => read(context, 'participants', 'participantOf', [wallet as `0x${string}`])),
  )
  return new Map(asked.flatMap((wallet, at) => (ids[at] ? [[wallet, ids[at]] as const] : [])))
}

/** Every address that events name. */
export const addressesIn = (events: readonly BareEvent[]): readonly string[] =>
  events.flatMap(({ data }) =>
    Object.values(data)
      .map((value) => value.toLowerCase())
      .filter(isAddress),
  )

/** The event with the people it names, as the API tells it. */
export const withPeople = (event: BareEvent, people: People): ChainEvent => {
  const named = addressesIn([event]).flatMap((wallet) => {
    const participantId = people.get(wallet)
    return participantId === undefined ? [] : [[wallet, participantId] as const]
  })
  return { ...event, people: Object.fromEntries(named) }
}
