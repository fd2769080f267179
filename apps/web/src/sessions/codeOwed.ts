import { useSyncExternalStore } from 'react'

/** The account somebody is signing in to who owes a code still; told by the server, forgotten with the page. */
let owed: string | null = null
const listeners = new Set<() => void>()

export const setCodeOwed = (account: string | null): void => {
  owed = account
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useCodeOwed = (): string | null => useSyncExternalStore(subscribe, () => owed)
