import { fromHex, toHex } from './bytes.ts'

type Hex = `0x${string}`

/** What a handle that names an account begins with; other versions of this site may have others. */
const version = 1
const addressLength = 20
/** So many random bytes that no passkey of an authenticator takes another one's place. */
const randomLength = 16
/** A handle that names none is 32 bytes long, and so never taken for one that does. */
const length = 1 + addressLength + randomLength

/** The handle of a passkey that follows from nothing but itself: its account's address does. */
export const firstHandle = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32))

/** The handle of a passkey made for an account there is: what the authenticator tells whenever it confirms. */
export function handleFor(account: Hex): Uint8Array<ArrayBuffer> {
  const handle = crypto.getRandomValues(new Uint8Array(length))
  handle[0] = version
  handle.set(fromHex(account), 1)
  return handle
}

/** The account a handle names. It is a claim: the chain says whether the passkey is one of that account's. */
export function accountIn(handle: Hex | null): Hex | null {
  if (handle === null) return null
  const bytes = fromHex(handle)
  return bytes.length === length && bytes[0] === version ? toHex(bytes.slice(1, 1 + addressLength)) : null
}
