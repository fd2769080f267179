import { readAddress, readBytes, readCount, readPublicKey, type Told } from '../links.ts'

type Hex = `0x${string}`

/** A recovery as the person who lost their passkeys asks for it. */
export interface AskedRecovery {
  readonly account: Hex
  /** The new passkey. */
  readonly publicKey: Hex
  /** Until when signatures hold, seconds since 1970. */
  readonly deadline: number
  /** What the account expects trustees to sign with. */
  readonly nonce: number
}

/** A signature that travels by a link. */
export interface CarriedSignature {
  readonly trustee: Hex
  readonly signature: Hex
  readonly deadline: number
}

/** What a trustee is asked. */
export type Asked =
  | { readonly what: 'rehearse'; readonly account: Hex; readonly signed: CarriedSignature | null }
  | { readonly what: 'recover'; readonly account: Hex; readonly recovery: AskedRecovery }

/** The signature a link carries; null if it carries none. */
export function readSignature(told: Told): CarriedSignature | null {
  const trustee = readAddress(told.trustee)
  const signature = readBytes(told.signature)
  const deadline = readCount(told.deadline)
  return trustee && signature && deadline !== null ? { trustee, signature, deadline } : null
}

/** The recovery a link tells of; null if it tells of none. */
export function readRecovery(told: Told, account = readAddress(told.account)): AskedRecovery | null {
  const publicKey = readPublicKey(told.key)
  const [deadline, nonce] = [readCount(told.deadline), readCount(told.nonce)]
  return account && publicKey && deadline !== null && nonce !== null
    ? { account, publicKey, deadline, nonce }
    : null
}

/** The same as a link tells it. */
export const tellRecovery = ({ publicKey, deadline, nonce }: AskedRecovery): Told => ({
  key: publicKey,
  deadline: String(deadline),
  nonce: String(nonce),
})

/** What a link asks a trustee; null if it asks nothing. */
export function readAsked(told: Told): Asked | null {
  const account = readAddress(told.for)
  if (account === null) return null
  if (told.do === 'rehearse') return { what: 'rehearse', account, signed: readSignature(told) }
  const recovery = told.do === 'recover' ? readRecovery(told, account) : null
  return recovery && { what: 'recover', account, recovery }
}
