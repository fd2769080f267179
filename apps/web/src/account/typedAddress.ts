import { addressIn } from './links.ts'

type Hex = `0x${string}`

/** Why nobody is found at what was typed; letters that are wrong are found with a library that is loaded late. */
export type AddressFault = 'unreadable' | 'mistyped' | 'self'

/** What was typed for somebody else's address, as far as it is known without asking the chain; null while nothing is typed. */
export function typedAddress(
  text: string,
  own: Hex,
): { readonly address: Hex } | { readonly fault: Exclude<AddressFault, 'mistyped'> } | null {
  if (text.trim() === '') return null
  const address = addressIn(text)
  if (address === null) return { fault: 'unreadable' }
  return address === own.toLowerCase() ? { fault: 'self' } : { address }
}
