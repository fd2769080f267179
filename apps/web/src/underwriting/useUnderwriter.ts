import { useQuery } from '@tanstack/react-query'
import type { Acting } from '../account/acting.ts'
import { chainQuery } from '../chain/chainQuery.ts'

/**
 * Whether an account is an underwriter, as the chain has it: nobody is asked for a signature only to be told that it opens
 * nothing. `unknown` where no node answers; then the server decides, as it does anyway.
 */
export function useUnderwriter({ address }: Pick<Acting, 'address'>): 'yes' | 'no' | 'reading' | 'unknown' {
  const { data, isError } = useQuery(
    chainQuery(['underwriter', address], async ({ context }) => {
      const { readHoldsRole } = await import('@hurong/sdk/powers')
      return readHoldsRole(context, { role: 'underwriter', account: address })
    }),
  )
  if (data !== undefined) return data ? 'yes' : 'no'
  return isError ? 'unknown' : 'reading'
}
