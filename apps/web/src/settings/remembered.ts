/** A setting that this browser remembers; where storage is forbidden it lasts as long as the page. */
export interface Remembered {
  get(): string | null
  set(value: string | null): void
  subscribe(listener: () => void): () => void
}

export function remembered(key: string): Remembered {
  const listeners = new Set<() => void>()
  let current: string | null = null
  try {
    current = localStorage.getItem(key)
  } catch {
    // Storage is forbidden here; `current` alone keeps the value.
  }
  return {
    get: () => current,
    set(value) {
      current = value
      try {
        if (value === null) localStorage.removeItem(key)
        else localStorage.setItem(key, value)
      } catch {
        // As above.
      }
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
