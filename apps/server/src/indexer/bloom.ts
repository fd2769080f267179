import { type Hex, keccak256 } from 'viem'

/** The three bits of a 2,048-bit bloom that a value sets, as byte and mask in the bloom's bytes. */
export type BloomBits = readonly (readonly [place: number, mask: number])[]

const digits = 512

export const bloomBitsOf = (value: string): BloomBits => {
  const hashed = keccak256(value as Hex)
  return [0, 2, 4].map((byte) => {
    const bit = Number.parseInt(hashed.slice(2 + byte * 2, 6 + byte * 2), 16) & 2047
    // The bloom is read as hex digits, four bits each, the last digit the lowest.
    return [2 + digits - 1 - (bit >> 2), 1 << (bit & 3)] as const
  })
}

/** Whether a block may hold the value: certain if not, very likely if so. */
export const bloomHas = (bloom: string, bits: BloomBits): boolean =>
  bits.every(([place, mask]) => (Number.parseInt(bloom[place] ?? '0', 16) & mask) !== 0)
