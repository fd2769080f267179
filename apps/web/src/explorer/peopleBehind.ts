import { type Hurong, read } from '@hurong/sdk'
import { isAddress, type People } from './people.ts'

/** Wallets looked up at most; each asks the chain once. */
const lookedUpAtMost = 200

/** Reads who is behind addresses; contracts and wallets of nobody are left out. */
export async function peopleBehind(context: Hurong['context'], addresses: Iterable<string>): Promise<People> {
  const asked = [...new Set([...addresses].map((address) => address.toLowerCase()))]
    .filter(isAddress)
    .slice(0, lookedUpAtMost)
  const ids = await Promise.all(
    asked.map((wallet) => read(context, 'participants', 'participantOf', [wallet as `0x${string}`])),
  )
  return new Map(asked.flatMap((wallet, at) => (ids[at] ? [[wallet, ids[at]] as const] : [])))
}
