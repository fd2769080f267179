import type { Hex } from 'viem'

/** Milliseconds for which an operation that was just taken is known to be in no block, unless this process learns otherwise. */
const knownFor = 2_000
const kept = 20_000

/** Remembers operations that are in no block yet: their owners ask again and again, and the rows need not be. */
export const openOnTheirWay = () => {
  const until = new Map<Hex, number>()
  return {
    add: (hash: Hex): void => {
      if (until.size >= kept) until.clear()
      until.set(hash, performance.now() + knownFor)
    },
    delete: (hash: Hex): void => void until.delete(hash),
    clear: (): void => until.clear(),
    has: (hash: Hex): boolean => (until.get(hash) ?? 0) > performance.now(),
  }
}
export type OnTheirWay = ReturnType<typeof openOnTheirWay>
