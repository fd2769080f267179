import type { Holding } from '@hurong/sdk/api'
import { useRef } from 'react'

/** The holding as last seen: a receipt stays on screen after what it is about has been taken out. */
export function useLastHolding(holding: Holding | null, holder: string): Holding | null {
  const last = useRef<{ holder: string; holding: Holding } | null>(null)
  if (holding) last.current = { holder, holding }
  return last.current?.holder === holder ? last.current.holding : null
}
