import type { Address } from 'viem'
import { getAddress, pad, toHex } from 'viem'

const numberBits = 80n
const currencyBits = 160n
const greatestNumber = (1n << numberBits) - 1n

/** What a series id is made of: 16 bits issuer index, 160 bits currency, 80 bits number. */
export interface SeriesId {
  readonly issuerIndex: number
  /** Lower case. */
  readonly currency: Address
  readonly number: bigint
}

/** Packs a series id. @throws RangeError if a part does not fit. */
export const packSeriesId = ({ issuerIndex, currency, number }: SeriesId): bigint => {
  if (!Number.isInteger(issuerIndex) || issuerIndex < 1 || issuerIndex > 0xffff)
    throw new RangeError(`The issuer index is ${issuerIndex}; it must be from 1 to 65535.`)
  if (number < 1n || number > greatestNumber)
    throw new RangeError(`The number is ${number}; it must be from 1 to ${greatestNumber}.`)
  return (
    (BigInt(issuerIndex) << (numberBits + currencyBits)) |
    (BigInt(getAddress(currency)) << numberBits) |
    number
  )
}

/** Takes a series id apart. */
export const unpackSeriesId = (id: bigint): SeriesId => ({
  issuerIndex: Number(id >> (numberBits + currencyBits)),
  currency: pad(toHex((id >> numberBits) & ((1n << currencyBits) - 1n)), { size: 20 }),
  number: id & greatestNumber,
})

/** The number of a loan, for people, out of its id. */
export const loanNumberOf = (loanId: bigint): number => Number(loanId & greatestNumber)

/** How people name a loan: `L-17`. */
export const loanReference = (number: number | bigint): string => `L-${number}`

/** Reads a loan's reference as somebody typed it (`L-17`, `l17`, `17`); undefined if it is none. */
export const parseLoanReference = (text: string): number | undefined => {
  const [, digits] = /^\s*(?:L-?)?(\d{1,15})\s*$/i.exec(text) ?? []
  return digits === undefined || Number(digits) === 0 ? undefined : Number(digits)
}
