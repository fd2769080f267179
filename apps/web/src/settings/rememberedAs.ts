import { remembered } from './remembered.ts'

/** Something that this browser remembers for all tabs of the site, so that none writes over what another has kept. */
export interface RememberedValue<Value> {
  /** The same value until something of it changes. */
  readonly get: () => Value
  readonly keep: (value: Value) => void
  readonly forget: () => void
  readonly subscribe: (listener: () => void) => () => void
}

/** @param parse reads what stands in the browser's storage, where anybody at the browser can write. */
export function rememberedAs<Value>(
  key: string,
  parse: (text: string | null) => Value,
): RememberedValue<Value> {
  const stored = remembered(key, { acrossTabs: true })
  let from: string | null = null
  let value = parse(from)
  return {
    get: () => {
      const text = stored.get()
      if (text !== from) [from, value] = [text, parse(text)]
      return value
    },
    keep: (given) => stored.set(JSON.stringify(given)),
    forget: () => stored.set(null),
    subscribe: stored.subscribe,
  }
}

/** A list; what is no item of it is left out. */
export const rememberedList = <Item>(key: string, isItem: (value: unknown) => value is Item) =>
  rememberedAs<readonly Item[]>(key, (text) => {
    try {
      const given: unknown = JSON.parse(text ?? '[]')
      return Array.isArray(given) ? given.filter(isItem) : []
    } catch {
      return []
    }
  })
