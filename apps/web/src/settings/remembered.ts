/** A setting that this browser remembers; where storage is forbidden it lasts as long as the page. */
export interface Remembered {
  get(): string | null
  set(value: string | null): void
  subscribe(listener: () => void): () => void
}

/** @param acrossTabs whether what another tab of the site keeps holds here at once; otherwise each page goes by its own. */
export function remembered(key: string, { acrossTabs = false } = {}): Remembered {
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  let current: string | null = null
  // Where storage is forbidden or full, `current` alone keeps the value.
  let isStored = true
  const read = () => {
    try {
      if (isStored) current = localStorage.getItem(key)
    } catch {
      isStored = false
    }
    return current
  }
  read()
  if (acrossTabs)
    globalThis.addEventListener?.('storage', (event) => {
      if (event.key === key || event.key === null) tell()
    })
  return {
    get: () => (acrossTabs ? read() : current),
    set(value) {
      current = value
      try {
        if (value === null) localStorage.removeItem(key)
        else localStorage.setItem(key, value)
        isStored = true
      } catch {
        isStored = false
      }
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
