import { type Address, type Hex, slice } from 'viem'
import type { PasskeyPublicKey } from './passkey.ts'
import { type SignerSet, weights } from './setup.ts'

/** Bytes of a passkey's signer: who verifies it, its point, the hash of its domain. */
const passkeyLength = 116

const same = (a: Hex, b: Hex): boolean => a.toLowerCase() === b.toLowerCase()

/** The point of a passkey among the signers; undefined for an address. */
export const publicKeyOf = (signer: Hex): PasskeyPublicKey | undefined =>
  signer.length === 2 + 2 * passkeyLength ? (slice(signer, 20, 84).toLowerCase() as Hex) : undefined

/** The address a signer is; undefined for a passkey. */
export const addressOf = (signer: Hex): Address | undefined => (signer.length === 42 ? signer : undefined)

/** Whether a signer is among those of the account. */
export const hasSigner = ({ signers }: SignerSet, signer: Hex): boolean =>
  signers.some((one) => same(one, signer))

/** Signers who are a factor each by themselves; the others are co-signers. */
export const factorsOf = ({ signers, weights: each, threshold }: SignerSet): readonly Hex[] =>
  signers.filter((_, index) => (each[index] ?? 0n) >= threshold)

/** Whether these signers together are both factors. */
export const areBothFactors = (set: SignerSet, together: readonly Hex[]): boolean => {
  const weight = set.signers.reduce(
    (sum, signer, index) =>
      together.some((one) => same(one, signer)) ? sum + (set.weights[index] ?? 0n) : sum,
    0n,
  )
  return weight >= set.secondThreshold
}

/** The same signers and one more, which is a factor. @throws Error if it is one of them already. */
export const withSigner = (set: SignerSet, signer: Hex): SignerSet => {
  if (hasSigner(set, signer)) throw new Error('It is one of the signers already.')
  return { ...set, signers: [...set.signers, signer], weights: [...set.weights, set.threshold] }
}

/**
 * The same signers and a co-signer, which alone is nothing and makes one factor both.
 * @throws Error if it is one of them already, or if the weights leave no room for one.
 */
export const withCoSigner = (set: SignerSet, signer: Hex): SignerSet => {
  if (hasSigner(set, signer)) throw new Error('It is one of the signers already.')
  const weight = set.secondThreshold - set.threshold
  const light = set.weights.filter((its) => its < set.threshold).reduce((sum, its) => sum + its, weight)
  if (light >= set.threshold)
    throw new Error('Co-signers together must not be a factor: remove another first.')
  return { ...set, signers: [...set.signers, signer], weights: [...set.weights, weight] }
}

/** The same signers without one. @throws Error if nobody who is left could act. */
export const withoutSigner = (set: SignerSet, signer: Hex): SignerSet => {
  const left = set.signers.map((one, index) => ({ one, weight: set.weights[index] ?? 0n }))
  const kept = left.filter(({ one }) => !same(one, signer))
  const next = { ...set, signers: kept.map(({ one }) => one), weights: kept.map(({ weight }) => weight) }
  if (factorsOf(next).length === 0) throw new Error('The last signer who can act alone cannot be removed.')
  return next
}

/** A set of one passkey alone, as a new account has it and a recovery brings it. */
export const onlySigner = (signer: Hex): SignerSet => ({
  signers: [signer],
  weights: [weights.factor],
  threshold: weights.threshold,
  secondThreshold: weights.secondThreshold,
})
