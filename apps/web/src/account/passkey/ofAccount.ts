import type { ReadContext } from '@hurong/sdk'
import { hasSigner, passkeySigner, readHistory, readSigners } from '@hurong/sdk/accounts'
import { relyingParty } from './ceremony.ts'

type Hex = `0x${string}`

/** What the chain says of a passkey and an account. */
export type Standing =
  | 'signer'
  /** Announced to become one, or proposed by trustees. */
  | 'coming'
  | 'removed'
  /** Never one. */
  | 'stranger'

/** The signer a passkey of this site is. @throws Error on a platform without accounts. */
export function signerFor({ deployment }: Pick<ReadContext, 'deployment'>, publicKey: Hex): Hex {
  if (deployment.accounts === undefined) throw new Error('This platform has no accounts of its own.')
  return passkeySigner(deployment.accounts.verifier, publicKey, relyingParty()).toLowerCase() as Hex
}

/** Whether a passkey is among the signers of an account that is on the chain; undefined if the account is not. */
export async function isSignerOf(
  context: ReadContext,
  account: Hex,
  publicKey: Hex,
): Promise<boolean | undefined> {
  const signers = await readSigners(context.publicClient, account)
  return signers && hasSigner(signers, signerFor(context, publicKey))
}

/** Tells where a passkey stands that names an account there is. */
export async function standingOf(context: ReadContext, account: Hex, publicKey: Hex): Promise<Standing> {
  if (await isSignerOf(context, account, publicKey)) return 'signer'
  const signer = signerFor(context, publicKey)
  const { announced, recovery, everSigner } = await readHistory(context, account)
  const point = publicKey.slice(2).toLowerCase()
  const announcedToBe = announced.some(({ executionData }) => executionData.toLowerCase().includes(point))
  if (announcedToBe || (recovery && hasSigner(recovery.next, signer))) return 'coming'
  return everSigner.has(signer) ? 'removed' : 'stranger'
}
