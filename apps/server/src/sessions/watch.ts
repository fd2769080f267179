/** Tells those who listen, in this process, that something of an account's sessions changed. */
export interface SessionWatch {
  readonly ring: (account: string) => void
  /** @returns what stops it. */
  readonly listen: (account: string, heard: () => void) => () => void
}

export const openWatch = (): SessionWatch => {
  const listeners = new Map<string, Set<() => void>>()
  return {
    ring: (account) => {
      for (const heard of listeners.get(account) ?? []) heard()
    },
    listen: (account, heard) => {
      const own = listeners.get(account) ?? new Set()
      listeners.set(account, own.add(heard))
      return () => {
        own.delete(heard)
        if (own.size === 0 && listeners.get(account) === own) listeners.delete(account)
      }
    },
  }
}
