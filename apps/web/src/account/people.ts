import { useSyncExternalStore } from 'react'
import { shortened } from '../format/shortened.ts'
import { rememberedList } from '../settings/rememberedAs.ts'

/** What the owner calls whoever is behind an address; names are personal and stay in this browser. */
interface KnownPerson {
  /** Lower case. */
  readonly address: string
  readonly name: string
}

/** Longer than people are called, short enough for a line. */
export const longestName = 40

const isKnown = (value: unknown): value is KnownPerson => {
  const { address, name } = (value ?? {}) as Partial<KnownPerson>
  return /^0x[0-9a-f]{40}$/.test(String(address)) && typeof name === 'string' && name.length <= longestName
}

const known = rememberedList('hurong.knownPeople', isKnown)

/** Keeps what somebody is called; an empty name takes it away. */
export function namePerson(address: string, name: string): void {
  const lower = address.toLowerCase()
  const others = known.get().filter((person) => person.address !== lower)
  known.keep(name === '' ? others : [...others, { address: lower, name }])
}

/** What somebody is called here: undefined for who has no name. */
export function usePersonName(): (address: string) => string | undefined {
  const people = useSyncExternalStore(known.subscribe, known.get)
  return (address) =>
    people.find((person) => person.address === address.toLowerCase())?.name.trim() || undefined
}

/**
 * Somebody in a sentence or a list: by name, with the address that the name was given to, since whoever can write in this browser
 * could give it to another; by the address alone where there is no name.
 */
export function usePerson(): (address: string) => string {
  const nameOf = usePersonName()
  return (address) => {
    const name = nameOf(address)
    return name === undefined ? shortened(address) : `${name} (${shortened(address)})`
  }
}
