import { useSyncExternalStore } from 'react'

/** Whether the platform's server answers. The chain may answer all the same. */
let gone = false
const listeners = new Set<() => void>()

export const serverGone = (): boolean => gone

export function setServerGone(now: boolean): void {
  if (now === gone) return
  gone = now
  for (const listener of listeners) listener()
}

export function onReachability(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** True while the server is unreachable; pages then read the chain itself. */
export const useServerGone = (): boolean => useSyncExternalStore(onReachability, serverGone)
