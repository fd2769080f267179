import { useSyncExternalStore } from 'react'
import { remembered } from '../../settings/remembered.ts'

type Hex = `0x${string}`

/** What this browser knows of a passkey wherever it is kept; names are personal and go nowhere else. */
export interface KnownPasskey {
  readonly publicKey: Hex
  readonly name: string
  /** By which its authenticator is asked for it; not told by every device. */
  readonly credentialId?: string | undefined
}

const stored = remembered('hurong.knownPasskeys')

const isKnown = (value: unknown): value is KnownPasskey => {
  const { publicKey, name, credentialId } = (value ?? {}) as Partial<KnownPasskey>
  return (
    /^0x[0-9a-f]{128}$/.test(String(publicKey)) &&
    typeof name === 'string' &&
    (credentialId === undefined || typeof credentialId === 'string')
  )
}

let parsedFrom: string | null = null
let parsed: readonly KnownPasskey[] = []

const all = (): readonly KnownPasskey[] => {
  const text = stored.get()
  if (text === parsedFrom) return parsed
  parsedFrom = text
  try {
    const given: unknown = JSON.parse(text ?? '[]')
    parsed = Array.isArray(given) ? given.filter(isKnown) : []
  } catch {
    parsed = []
  }
  return parsed
}

/** Keeps a passkey's name, in place of one kept before. */
export function nameKnown(passkey: KnownPasskey): void {
  const before = all().find(({ publicKey }) => publicKey === passkey.publicKey)
  const others = all().filter((one) => one !== before)
  stored.set(JSON.stringify([...others, { ...before, ...passkey }]))
}

/** Passkeys this browser has a name for. */
export const useKnownPasskeys = (): readonly KnownPasskey[] => useSyncExternalStore(stored.subscribe, all)
