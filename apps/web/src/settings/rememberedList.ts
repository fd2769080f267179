import { remembered } from './remembered.ts'

/** A list that this browser remembers. */
export interface RememberedList<Item> {
  /** The same array until something of it changes. */
  readonly all: () => readonly Item[]
  readonly keep: (items: readonly Item[]) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** What stands in the browser's storage and is no such item is left out: anybody at the browser can write there. */
export function rememberedList<Item>(
  key: string,
  isItem: (value: unknown) => value is Item,
): RememberedList<Item> {
  const stored = remembered(key)
  let from: string | null = null
  let items: readonly Item[] = []
  const parse = (text: string | null): readonly Item[] => {
    try {
      const given: unknown = JSON.parse(text ?? '[]')
      return Array.isArray(given) ? given.filter(isItem) : []
    } catch {
      return []
    }
  }
  return {
    all: () => {
      const text = stored.get()
      if (text !== from) [from, items] = [text, parse(text)]
      return items
    },
    keep: (given) => stored.set(JSON.stringify(given)),
    subscribe: stored.subscribe,
  }
}
