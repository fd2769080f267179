import { useState } from 'react'
import { useServerGone } from '../../api/reachability.ts'
import { useKnownPasskeys } from '../passkey/known.ts'
import { useWallets } from '../wallets.ts'
import { coSignerOf } from './coSigner.ts'
import { type Second, secondsOf } from './seconds.ts'
import type { Codes } from './useCodes.ts'
import type { Own } from './useOwn.ts'

/** The choice of waiting instead of confirming twice. */
export const wait = 'wait'

/** By which way something that takes both factors is done. */
export interface Ways {
  /** Who can confirm second, those at hand first. */
  readonly seconds: readonly Second[]
  /** The signer who confirms second, or `wait`. */
  readonly way: string
  /** Who confirms second; undefined where it is announced instead. */
  readonly second: Second | undefined
  readonly choose: (way: string) => void
}

/** Who can confirm second now: whoever is at hand, the operator for a code, another device. */
function useSeconds(own: Own, { ask }: Codes): readonly Second[] {
  const others = secondsOf(own, useKnownPasskeys(), useWallets())
  const gone = useServerGone()
  const coSigner = coSignerOf(own)
  if (coSigner === undefined || gone || own.here.length === 0) return others
  const code: Second = { factor: { kind: 'code', coSigner, ask }, signer: coSigner, isHere: true }
  return [...others.filter(({ isHere }) => isHere), code, ...others.filter(({ isHere }) => !isHere)]
}

/** Lets the owner choose who confirms second; by default who is at hand, and nobody where nobody is. */
export function useWays(own: Own, codes: Codes): Ways {
  const seconds = useSeconds(own, codes)
  const [chosen, choose] = useState<string | null>(null)
  const byDefault = seconds[0]?.isHere ? seconds[0].signer : wait
  const isOffered = chosen === wait || seconds.some(({ signer }) => signer === chosen)
  const way = isOffered && chosen !== null ? chosen : byDefault
  return { seconds, way, second: seconds.find(({ signer }) => signer === way), choose }
}
