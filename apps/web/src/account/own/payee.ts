import { chainQuery } from '../../chain/chainQuery.ts'
import { addressIn, spelledAddressIn } from '../links.ts'

type Hex = `0x${string}`

/** Why nobody can be paid at what was typed. */
export type PayeeFault = 'unreadable' | 'mistyped' | 'self' | 'platform'

/** What was typed for a payee, as far as it is known without asking the chain; null while nothing is typed. */
export function payeeIn(
  text: string,
  own: Hex,
): { readonly payee: Hex } | { readonly fault: PayeeFault } | null {
  if (text.trim() === '') return null
  const payee = addressIn(text)
  if (payee === null) return { fault: 'unreadable' }
  return payee === own.toLowerCase() ? { fault: 'self' } : { payee }
}

/** What the chain knows of a payee, and whether the address was copied without a slip. */
export const payeeQuery = (own: Hex, text: string) => {
  const spelled = spelledAddressIn(text) ?? ''
  return chainQuery(
    ['account', own, 'payee', spelled],
    async ({ context }): Promise<{ readonly fault: PayeeFault | null; readonly isKnown: boolean }> => {
      const [{ readPayee }, { isAddress }] = await Promise.all([
        import('@hurong/sdk/accounts'),
        import('viem'),
      ])
      if (!isAddress(spelled)) return { fault: 'mistyped', isKnown: false }
      const { isKnown, contract } = await readPayee(context, own, spelled)
      return { fault: contract === undefined ? null : 'platform', isKnown }
    },
  )
}
