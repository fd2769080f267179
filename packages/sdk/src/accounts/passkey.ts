import {
  type Address,
  concat,
  encodeAbiParameters,
  type Hex,
  hexToBigInt,
  numberToHex,
  sha256,
  size,
  slice,
  stringToBytes,
  stringToHex,
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

/** Client data as WebAuthn has browsers write it (level 3, 5.8.1.1); the challenge is a hash of 32 bytes. */
const usualStart = /^{"type":"webauthn\.get","challenge":"[\w-]{43}"/
/** Bytes of `usualStart`: what the verifier writes itself. */
const startLength = 80
/** Bytes of authenticator data with nothing added: the relying party's hash, flags and counter. */
const [hashLength, dataLength] = [32, 37]

/** `r, s, flags, counter, rest of clientDataJSON`: without what the verifier knows from the signer and the hash. */
const encodeShort = ({ authenticatorData, clientDataJSON, r, s }: Assertion): Hex =>
  concat([
    numberToHex(r, { size: 32 }),
    numberToHex(lowered(s), { size: 32 }),
    slice(authenticatorData, hashLength),
    stringToHex(clientDataJSON.slice(startLength)),
  ])

/** `r, s, challengeIndex, typeIndex, authenticatorData, clientDataJSON`. */
const encodeLong = ({ authenticatorData, clientDataJSON, r, s }: Assertion): Hex =>
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

/**
 * The signature the verifier takes: the short one, which costs 7,900 gas less, of what is written as usual.
 * @throws Error if the browser's text lacks what the chain looks for.
 */
export const encodeAssertion = (assertion: Assertion): Hex =>
  usualStart.test(assertion.clientDataJSON) && size(assertion.authenticatorData) === dataLength
    ? encodeShort(assertion)
    : encodeLong(assertion)

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
