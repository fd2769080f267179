import { useSyncExternalStore } from 'react'
import { remembered } from '../../settings/remembered.ts'

type Hex = `0x${string}`

/** What this browser keeps of an account, so that it need not be asked for again. None of it is secret. */
export interface PasskeyAccountRecord {
  readonly chainId: number
  readonly address: Hex
  readonly name: string
  readonly credentialId: string
  readonly publicKey: Hex
}

const stored = remembered('hurong.passkeys')

const isRecord = (value: unknown): value is PasskeyAccountRecord => {
  const { chainId, address, name, credentialId, publicKey } = (value ?? {}) as Partial<PasskeyAccountRecord>
  return (
    typeof chainId === 'number' &&
    typeof name === 'string' &&
    typeof credentialId === 'string' &&
    /^0x[0-9a-f]{40}$/.test(String(address)) &&
    /^0x[0-9a-f]{128}$/.test(String(publicKey))
  )
}

/** The accounts in a remembered text; what is none of one is left out. */
export function parseRecords(text: string | null): readonly PasskeyAccountRecord[] {
  try {
    const given: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(given) ? given.filter(isRecord) : []
  } catch {
    return []
  }
}

let parsedFrom: string | null = null
let parsed: readonly PasskeyAccountRecord[] = []

/** Every account of this browser, of whatever chain. */
const records = (): readonly PasskeyAccountRecord[] => {
  const text = stored.get()
  if (text !== parsedFrom) [parsedFrom, parsed] = [text, parseRecords(text)]
  return parsed
}

/** Keeps an account in this browser; one kept before gives way to it. */
export function keepAccount(account: PasskeyAccountRecord): void {
  const others = records().filter(
    ({ address, chainId }) => address !== account.address || chainId !== account.chainId,
  )
  stored.set(JSON.stringify([...others, account]))
}

/** Accounts this browser knows on a chain. */
export const usePasskeyAccounts = (chainId: number | undefined): readonly PasskeyAccountRecord[] => {
  const all = useSyncExternalStore(stored.subscribe, records)
  return all.filter((account) => account.chainId === chainId)
}
