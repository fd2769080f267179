/** Numbers drawn from a seed: the same seed gives the same numbers on every machine. Never for keys. */
export type Random = {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number
  /** One of the items. */
  pick<Item>(items: readonly Item[]): Item
  /** True `n` times out of `of`. */
  chance(n: number, of: number): boolean
  /** The items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[]
}

/** mulberry32: 32 bits of state, equally distributed, enough for drawing a market. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => {
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`Cannot draw below ${limit}.`)
    return Math.floor((draw() * limit) / 2 ** 32)
  }
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('Cannot pick from nothing.')
      return item
    },
    chance: (n, of) => below(of) < n,
    shuffle: (items) => {
      const shuffled = [...items]
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1)
        const kept = shuffled[last] as (typeof shuffled)[number]
        shuffled[last] = shuffled[other] as (typeof shuffled)[number]
        shuffled[other] = kept
      }
      return shuffled
    },
  }
}
