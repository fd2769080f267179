import { useSyncExternalStore } from 'react'
import { rememberedAs } from '../../settings/rememberedAs.ts'
import { type AskedRecovery, type CarriedSignature, readRecovery, readSignature } from '../trustee/asked.ts'

/** A recovery under way on this device, with what trustees have signed of it. None of it is secret. */
export interface KeptRecovery extends AskedRecovery {
  readonly signatures: readonly CarriedSignature[]
}

const isSame = (a: AskedRecovery, b: AskedRecovery) =>
  a.account === b.account && a.publicKey === b.publicKey && a.deadline === b.deadline && a.nonce === b.nonce

const texts = (value: object) =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]))

/** The recovery in a remembered text; null if it holds none. */
export function parseRecovery(text: string | null): KeptRecovery | null {
  try {
    const { signatures = [], ...asked } = JSON.parse(text ?? 'null') as KeptRecovery
    const recovery = readRecovery({ ...texts(asked), key: asked.publicKey })
    const read = signatures.map((one) => readSignature(texts(one)))
    return recovery && { ...recovery, signatures: read.filter((one) => one !== null) }
  } catch {
    return null
  }
}

const stored = rememberedAs('hurong.recovery', parseRecovery)

/** Begins a recovery on this device, in place of another. */
export const beginRecovery = (asked: AskedRecovery) => stored.keep({ ...asked, signatures: [] })

/** Keeps what a trustee has signed, in place of what they have signed before. */
export function keepSignature(signed: CarriedSignature): void {
  const recovery = stored.get()
  if (recovery === null) return
  const others = recovery.signatures.filter(({ trustee }) => trustee !== signed.trustee)
  stored.keep({ ...recovery, signatures: [...others, signed] })
}

/**
 * Takes what a link brings. A link for another recovery than the one under way here changes nothing: whoever sent it may want
 * trustees to sign for a key of their own.
 * @returns whether it was taken.
 */
export function takeBrought(asked: AskedRecovery, signed: CarriedSignature | null): boolean {
  const before = stored.get()
  if (before && !isSame(before, asked)) return false
  if (before === null) beginRecovery(asked)
  if (signed) keepSignature(signed)
  return true
}

export const forgetRecovery = stored.forget

/** The recovery under way on this device. */
export const useRecovery = (): KeptRecovery | null => useSyncExternalStore(stored.subscribe, stored.get)
