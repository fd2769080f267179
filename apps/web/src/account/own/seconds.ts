import type { SecondFactor } from '../acting.ts'
import type { KnownPasskey } from '../passkey/known.ts'
import type { PasskeyAccountRecord } from '../passkey/stored.ts'
import type { WalletChoice } from '../wallets.ts'
import { isSigner, type Own, pointIn } from './useOwn.ts'

type Hex = `0x${string}`

/** A second confirmation that can be given now. */
export interface Second {
  readonly factor: SecondFactor
  readonly signer: Hex
  /** Whether it is at hand without another device. */
  readonly isHere: boolean
}

/** The passkey of this browser that confirms first. */
export const firstOf = ({ here, state }: Pick<Own, 'here' | 'state'>): PasskeyAccountRecord | undefined =>
  here.find(({ publicKey }) => isSigner(state.signers, publicKey))

/** Who can confirm beside the first passkey of this browser, those at hand first. */
export function secondsOf(
  { state, here }: Pick<Own, 'here' | 'state'>,
  known: readonly KnownPasskey[],
  wallets: readonly WalletChoice[],
): readonly Second[] {
  const { signers } = state
  const first = firstOf({ state, here })
  if (signers === undefined || first === undefined) return []
  const isFactor = (index: number) => (signers.weights[index] ?? 0n) >= signers.threshold
  const found = signers.signers.flatMap((signer, index): Second[] => {
    const publicKey = pointIn(signer)
    if (!isFactor(index) || publicKey === first.publicKey) return []
    if (publicKey === null) {
      const [wallet] = wallets
      return wallet && signer.length === 42
        ? [{ factor: { kind: 'wallet', address: signer, wallet }, signer, isHere: true }]
        : []
    }
    const own = here.find((one) => one.publicKey === publicKey)
    const credentialId = (own ?? known.find((one) => one.publicKey === publicKey))?.credentialId
    const isHere = own !== undefined
    return [{ factor: { kind: 'passkey', publicKey, credentialId }, signer, isHere }]
  })
  return [...found.filter(({ isHere }) => isHere), ...found.filter(({ isHere }) => !isHere)]
}
