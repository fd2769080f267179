/** What somebody may have meant by what they typed into the search. */
export type Question =
  | { readonly kind: 'loan'; readonly number: number }
  | { readonly kind: 'participant'; readonly id: number }
  | { readonly kind: 'series'; readonly id: bigint }
  | { readonly kind: 'transaction'; readonly hash: `0x${string}` }
  | { readonly kind: 'wallet'; readonly address: `0x${string}` }

const currencyMask = (1n << 160n) - 1n
const numberMask = (1n << 80n) - 1n
const word = 1n << 256n

/** The loan's number in a series id. */
export const numberIn = (id: bigint): number => Number(id & numberMask)

/** A series id in the form addresses and links carry: it survives being read as a number, which decimals don't. */
export const seriesHex = (id: bigint): `0x${string}` => `0x${id.toString(16).padStart(64, '0')}`

const namesCurrency = (id: bigint, currencies: readonly string[]): boolean =>
  currencies.some((address) => BigInt(address) === ((id >> 80n) & currencyMask))

/**
 * Reads a search: `L-17`, `P-12`, `17` (either), an address, a transaction's hash, a series id in decimals or as hex.
 * @param currencies Addresses: a series id names one of them, a hash does not.
 * @returns Every meaning it may have; none where it is nothing of the kind.
 */
export function readQuestion(text: string, currencies: readonly string[]): readonly Question[] {
  const typed = text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, '')
  const [, letter, digits] = /^([lp]?)[-#]?(\d{1,15})$/.exec(typed) ?? []
  if (digits !== undefined) {
    const number = Number(digits)
    if (number === 0) return []
    const loan = { kind: 'loan', number } as const
    const participant = { kind: 'participant', id: number } as const
    if (letter === 'l') return [loan]
    if (letter === 'p') return [participant]
    return [loan, participant]
  }
  if (/^0x[0-9a-f]{40}$/.test(typed)) return [{ kind: 'wallet', address: typed as `0x${string}` }]
  if (/^0x[0-9a-f]{64}$/.test(typed)) {
    const id = BigInt(typed)
    if (namesCurrency(id, currencies)) return [{ kind: 'series', id }]
    return [{ kind: 'transaction', hash: typed as `0x${string}` }]
  }
  if (/^\d{16,78}$/.test(typed) && BigInt(typed) < word && namesCurrency(BigInt(typed), currencies))
    return [{ kind: 'series', id: BigInt(typed) }]
  return []
}
