import type { SignerSet } from '@hurong/sdk/accounts'
import { relyingParty } from '../passkey/ceremony.ts'
import type { Sdk } from './Change.tsx'
import { firstOf } from './seconds.ts'
import type { Own } from './useOwn.ts'

type Hex = `0x${string}`

/** The signers an account has, or begins with. @throws Error where no passkey of this browser is one of them. */
export function signersOrFirst(own: Own, sdk: Sdk): SignerSet {
  if (own.state.signers) return own.state.signers
  const first = firstOf(own)
  if (first === undefined) throw new Error('No passkey of this browser is one of the account’s.')
  const verifier = own.platform.accounts?.verifier as Hex
  return sdk.onlySigner(sdk.passkeySigner(verifier, first.publicKey, relyingParty()))
}
