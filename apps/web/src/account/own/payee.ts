import { chainQuery } from '../../chain/chainQuery.ts'
import { addressIn } from '../links.ts'

type Hex = `0x${string}`

/** Why nobody can be paid at what was typed. */
export type PayeeFault = 'unreadable' | 'mistyped' | 'self' | 'platform'

/** What was typed for a payee, as far as it is known without asking the chain; null while nothing is typed. */
export function readPayee(
  text: string,
  own: Hex,
): { readonly payee: Hex } | { readonly fault: PayeeFault } | null {
  if (text.trim() === '') return null
  const payee = addressIn(text)
  if (payee === null) return { fault: 'unreadable' }
  return payee === own.toLowerCase() ? { fault: 'self' } : { payee }
}

/** The address within a text as it is spelt there: large and small letters are its check digits. */
const asSpelt = (text: string) => /0x[0-9a-f]{40}/i.exec(text)?.[0] ?? ''

/** What the chain knows of a payee, and whether the address was copied without a slip. */
export const payeeQuery = (own: Hex, text: string) =>
  chainQuery(
    ['account', own, 'payee', asSpelt(text)],
    async ({ context }): Promise<{ readonly fault: PayeeFault | null; readonly isKnown: boolean }> => {
      const [{ readPayee: read }, { isAddress }] = await Promise.all([
        import('@hurong/sdk/accounts'),
        import('viem'),
      ])
      const spelt = asSpelt(text)
      if (!isAddress(spelt)) return { fault: 'mistyped', isKnown: false }
      const { isKnown, contract } = await read(context, own, spelt)
      return { fault: contract === undefined ? null : 'platform', isKnown }
    },
  )
