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
function useSeconds(own: Own, { ask }: Codes, gone: boolean): readonly Second[] {
  const others = secondsOf(own, useKnownPasskeys(), useWallets())
  const coSigner = coSignerOf(own)
  if (coSigner === undefined || gone || own.here.length === 0) return others
  const code: Second = { factor: { kind: 'code', coSigner, ask }, signer: coSigner, isHere: true }
  return [...others.filter(({ isHere }) => isHere), code, ...others.filter(({ isHere }) => !isHere)]
}

/** Lets the owner choose who confirms second; by default who is at hand, and nobody where nobody is. */
export function useWays(own: Own, codes: Codes): Ways {
  const gone = useServerGone()
  const seconds = useSeconds(own, codes, gone)
  const [chosen, choose] = useState<string | null>(null)
  // What a button does must not change under the finger when the server is back: then a code can be chosen, and is not by itself.
  const [wasGone, setWasGone] = useState(gone)
  if (gone && !wasGone) setWasGone(true)
  const [first] = seconds
  const byDefault = first?.isHere && !(wasGone && first.factor.kind === 'code') ? first.signer : wait
  const isOffered = chosen === wait || seconds.some(({ signer }) => signer === chosen)
  const way = isOffered && chosen !== null ? chosen : byDefault
  return { seconds, way, second: seconds.find(({ signer }) => signer === way), choose }
}
