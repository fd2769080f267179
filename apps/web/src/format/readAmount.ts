import { AmountUnreadable, parseAmount } from '@hurong/finance'

export type ReadAmount = { readonly units: bigint } | { readonly fault: 'empty' | 'unreadable' | 'tooFine' }

/** What people type becomes what `parseAmount` reads: full-width digits and signs, grouping, spaces. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[,\s'’_]/g, '')
    .replace('。', '.')

/** Reads an amount as typed, exactly; negative amounts are unreadable. */
export function readAmount(text: string, decimals: number): ReadAmount {
  const typed = plain(text)
  if (typed === '') return { fault: 'empty' }
  if (typed.startsWith('-') || typed.startsWith('+')) return { fault: 'unreadable' }
  try {
    return { units: parseAmount(typed.startsWith('.') ? `0${typed}` : typed, decimals) }
  } catch (error) {
    const tooFine = error instanceof AmountUnreadable && error.fault === 'tooManyDecimals'
    return { fault: tooFine ? 'tooFine' : 'unreadable' }
  }
}
