import type { Sealer } from '../underwriting/seal.ts'

/**
 * Where somebody is told; undefined where it was sealed by another key. Whoever loses the key loses where people are told, and no more:
 * these can look, and be told anew.
 */
export const unsealed = <Told>(sealer: Sealer, sealed: string): Told | undefined => {
  try {
    return sealer.unseal(sealed) as Told
  } catch {
    return undefined
  }
}
