import { useSyncExternalStore } from 'react'
import { rememberedList } from '../../settings/rememberedAs.ts'

type Hex = `0x${string}`

/** What this browser keeps of a passkey and its account, so that it need not be asked for again. None of it is secret. */
export interface PasskeyAccountRecord {
  readonly chainId: number
  readonly address: Hex
  readonly name: string
  readonly credentialId: string
  readonly publicKey: Hex
}

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

/** Every account of this browser, of whatever chain. */
const stored = rememberedList('hurong.passkeys', isRecord)

const isSame = (a: PasskeyAccountRecord, b: PasskeyAccountRecord) =>
  a.chainId === b.chainId && a.publicKey === b.publicKey

/** Keeps a passkey and its account in this browser, after those of the same account that are kept already. */
export function keepAccount(account: PasskeyAccountRecord): void {
  const records = stored.get()
  const place = records.findIndex((one) => isSame(one, account))
  stored.keep(place < 0 ? [...records, account] : records.with(place, account))
}

/** Has a passkey confirm for its account before others of this browser do. */
export function preferPasskey(account: PasskeyAccountRecord): void {
  stored.keep([account, ...stored.get().filter((one) => !isSame(one, account))])
}

/** Forgets a passkey in this browser; the authenticator still has it. */
export function forgetPasskey(account: PasskeyAccountRecord): void {
  stored.keep(stored.get().filter((one) => !isSame(one, account)))
}

/** The passkeys this browser has for an account, the preferred one first. */
export const passkeysOf = (chainId: number, address: string): readonly PasskeyAccountRecord[] =>
  stored.get().filter((one) => one.chainId === chainId && one.address === address.toLowerCase())

/** The same, as they come and go. */
export const usePasskeysOf = (chainId: number, address: string): readonly PasskeyAccountRecord[] => {
  useSyncExternalStore(stored.subscribe, stored.get)
  return passkeysOf(chainId, address)
}

/** Accounts this browser knows on a chain, each by the passkey that confirms for it. */
export const usePasskeyAccounts = (chainId: number | undefined): readonly PasskeyAccountRecord[] => {
  const all = useSyncExternalStore(stored.subscribe, stored.get)
  return all.filter(
    (account, index) =>
      account.chainId === chainId &&
      all.findIndex((one) => one.chainId === chainId && one.address === account.address) === index,
  )
}
