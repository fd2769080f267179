import { useSyncExternalStore } from 'react'
import { rememberedList } from '../../settings/rememberedAs.ts'

type Hex = `0x${string}`

/** What this browser knows of a passkey wherever it is kept; names are personal and go nowhere else. */
export interface KnownPasskey {
  readonly publicKey: Hex
  readonly name: string
  /** By which its authenticator is asked for it; not told by every device. */
  readonly credentialId?: string | undefined
}

const isKnown = (value: unknown): value is KnownPasskey => {
  const { publicKey, name, credentialId } = (value ?? {}) as Partial<KnownPasskey>
  return (
    /^0x[0-9a-f]{128}$/.test(String(publicKey)) &&
    typeof name === 'string' &&
    (credentialId === undefined || typeof credentialId === 'string')
  )
}

const known = rememberedList('hurong.knownPasskeys', isKnown)

/** Keeps a passkey's name, in place of one kept before. */
export function nameKnown(passkey: KnownPasskey): void {
  const before = known.get().find(({ publicKey }) => publicKey === passkey.publicKey)
  known.keep([...known.get().filter((one) => one !== before), { ...before, ...passkey }])
}

/** Passkeys this browser has a name for. */
export const useKnownPasskeys = (): readonly KnownPasskey[] =>
  useSyncExternalStore(known.subscribe, known.get)
