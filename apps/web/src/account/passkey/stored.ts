import { useSyncExternalStore } from 'react'
import { remembered } from '../../settings/remembered.ts'

type Hex = `0x${string}`

/** What this browser keeps of a passkey and its account, so that it need not be asked for again. None of it is secret. */
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

const isSame = (a: PasskeyAccountRecord, b: PasskeyAccountRecord) =>
  a.chainId === b.chainId && a.publicKey === b.publicKey

/** Keeps a passkey and its account in this browser, after those of the same account that are kept already. */
export function keepAccount(account: PasskeyAccountRecord): void {
  const place = records().findIndex((one) => isSame(one, account))
  stored.set(JSON.stringify(place < 0 ? [...records(), account] : records().with(place, account)))
}

/** Has a passkey confirm for its account before others of this browser do. */
export function preferPasskey(account: PasskeyAccountRecord): void {
  stored.set(JSON.stringify([account, ...records().filter((one) => !isSame(one, account))]))
}

/** Forgets a passkey in this browser; the authenticator still has it. */
export function forgetPasskey(account: PasskeyAccountRecord): void {
  stored.set(JSON.stringify(records().filter((one) => !isSame(one, account))))
}

/** The passkeys this browser has for an account, the preferred one first. */
export const passkeysOf = (chainId: number, address: string): readonly PasskeyAccountRecord[] =>
  records().filter((one) => one.chainId === chainId && one.address === address.toLowerCase())

/** The same, as they come and go. */
export const usePasskeysOf = (chainId: number, address: string): readonly PasskeyAccountRecord[] => {
  useSyncExternalStore(stored.subscribe, records)
  return passkeysOf(chainId, address)
}

/** Accounts this browser knows on a chain, each by the passkey that confirms for it. */
export const usePasskeyAccounts = (chainId: number | undefined): readonly PasskeyAccountRecord[] => {
  const all = useSyncExternalStore(stored.subscribe, records)
  return all.filter(
    (account, index) =>
      account.chainId === chainId &&
      all.findIndex((one) => one.chainId === chainId && one.address === account.address) === index,
  )
}
