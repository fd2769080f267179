import { chainQuery } from '../../chain/chainQuery.ts'
import { spelledAddressIn } from '../links.ts'

type Hex = `0x${string}`

/** What the chain knows of a payee, and whether the address was copied without a slip. */
export const payeeQuery = (own: Hex, text: string) => {
  const spelled = spelledAddressIn(text) ?? ''
  return chainQuery(
    ['account', own, 'payee', spelled],
    async ({
      context,
    }): Promise<{ readonly fault: 'mistyped' | 'platform' | null; readonly isKnown: boolean }> => {
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
