import canonicalize from 'canonicalize'
import { keccak256, stringToBytes } from 'viem/utils'

/** JSON as RFC 8785 writes it: one text for one value, keys sorted, numbers as ECMAScript prints them. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('This value has no JSON.')
  return text
}

/** keccak256 of the canonical text, in UTF-8: what the chain names a model or a schema by. */
export const contentHash = (value: unknown): `0x${string}` => keccak256(stringToBytes(canonicalText(value)))
