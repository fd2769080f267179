import { fromHex, toHex } from './passkey/bytes.ts'

type Hex = `0x${string}`

/** So slow that nobody tries keys by the billion until one has the code of another. */
const rounds = 200_000

/**
 * Twelve digits that two screens show of the same passkey for the same account. Who swaps the key on the way between them
 * would need another with the same digits: a million million tries of some tens of milliseconds.
 */
export async function checkCode(account: Hex, publicKey: Hex): Promise<string> {
  const key = await crypto.subtle.importKey('raw', fromHex(publicKey), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: fromHex(account), iterations: rounds },
    key,
    64,
  )
  const digits = String(BigInt(toHex(bits)) % 10n ** 12n).padStart(12, '0')
  return (digits.match(/.{4}/g) ?? []).join(' ')
}
