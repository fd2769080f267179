import type { SignerSet } from '@hurong/sdk/accounts'
import type { Platform } from '@hurong/sdk/api'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

/** Whether a signer is the operator's, who confirms for a one-time code. */
export const isPlatformsCoSigner = ({ accounts }: Pick<Platform, 'accounts'>, signer: Hex): boolean =>
  accounts?.coSigner?.toLowerCase() === signer.toLowerCase()

/** Signers who are no factor by themselves. */
export const coSignersOf = (set: SignerSet | undefined): readonly Hex[] =>
  set?.signers.filter((_, index) => (set.weights[index] ?? 0n) < set.threshold) ?? []

/** The operator's co-signer as the account knows it; undefined where it is none of its co-signers. */
export const coSignerOf = ({ platform, state }: Pick<Own, 'platform' | 'state'>): Hex | undefined =>
  coSignersOf(state.signers).find((signer) => isPlatformsCoSigner(platform, signer))

/** Whether the operator's co-signer can be added; another one must go first, since two together would be a factor. */
export const coSignerStanding = (
  own: Pick<Own, 'platform' | 'state'>,
): 'none' | 'there' | 'other' | 'addable' => {
  if (!own.platform.accounts?.coSigner) return 'none'
  if (own.state.signers?.signers.some((signer) => isPlatformsCoSigner(own.platform, signer))) return 'there'
  return coSignersOf(own.state.signers).length > 0 ? 'other' : 'addable'
}
