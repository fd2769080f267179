import type { ChainEvent } from '@hurong/sdk/api'
import type { BareEvent } from './toChainEvent.ts'

/** Participants by their wallets in lower case. */
export type People = ReadonlyMap<string, number>

export const isAddress = (value: string) => /^0x[0-9a-f]{40}$/.test(value)

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
