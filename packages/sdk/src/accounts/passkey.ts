import {
  type Address,
  concat,
  encodeAbiParameters,
  type Hex,
  hexToBigInt,
  numberToHex,
  sha256,
  slice,
  stringToBytes,
} from 'viem'

/** A P-256 point: 64 bytes, x before y. */
export type PasskeyPublicKey = Hex

/** What an authenticator and a browser make of a challenge. */
export interface Assertion {
  readonly authenticatorData: Hex
  readonly clientDataJSON: string
  readonly r: bigint
  readonly s: bigint
}

/** The ERC-7913 signer of a passkey: who verifies it, its point, and the domain it is for. */
export const passkeySigner = (verifier: Address, publicKey: PasskeyPublicKey, rpId: string): Hex =>
  concat([verifier, publicKey, sha256(stringToBytes(rpId))])

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** A signature has a twin of the same meaning, `s` turned over; the chain takes the lower alone. */
const lowered = (s: bigint): bigint => (s > order >> 1n ? order - s : s)

/** @throws Error if the browser's text lacks what the chain looks for. */
const placeOf = (clientDataJSON: string, name: 'type' | 'challenge'): bigint => {
  const place = clientDataJSON.indexOf(`"${name}":"`)
  if (place < 0) throw new Error(`The browser's answer has no ${name}.`)
  return BigInt(place)
}

/** The signature the verifier takes: `r, s, challengeIndex, typeIndex, authenticatorData, clientDataJSON`. */
export const encodeAssertion = ({ authenticatorData, clientDataJSON, r, s }: Assertion): Hex =>
  encodeAbiParameters(
    [
      { type: 'bytes32' },
      { type: 'bytes32' },
      { type: 'uint256' },
      { type: 'uint256' },
      { type: 'bytes' },
      { type: 'string' },
    ],
    [
      numberToHex(r, { size: 32 }),
      numberToHex(lowered(s), { size: 32 }),
      placeOf(clientDataJSON, 'challenge'),
      placeOf(clientDataJSON, 'type'),
      authenticatorData,
      clientDataJSON,
    ],
  )

/** Reads `r` and `s` of a signature in the DER form authenticators give. @throws Error if it is none. */
export const parseDer = (der: Hex): { readonly r: bigint; readonly s: bigint } => {
  const byte = (at: number) => Number(hexToBigInt(slice(der, at, at + 1)))
  const integer = (at: number): { value: bigint; next: number } => {
    const length = byte(at + 1)
    if (byte(at) !== 0x02 || length === 0 || length > 33) throw new Error('The signature is malformed.')
    return { value: hexToBigInt(slice(der, at + 2, at + 2 + length)), next: at + 2 + length }
  }
  if (byte(0) !== 0x30) throw new Error('The signature is malformed.')
  const r = integer(2)
  return { r: r.value, s: integer(r.next).value }
}
