import { useQuery } from '@tanstack/react-query'
import { claimableQuery } from '../api/queries.ts'
import { balanceQuery } from '../chain/chainQuery.ts'
import { claimableOf, claimBatches, seriesPerClaim } from '../portfolio/batches.ts'

/** What an account can put in: its balance, and what its loans have ready to be taken out in one call. */
export interface Means {
  /** Undefined until it is known. */
  readonly balance: bigint | undefined
  readonly ready: bigint
  /** Series to be claimed first for an amount; none where the balance is enough for it. */
  readonly claimsFor: (amount: bigint) => readonly bigint[]
}

export function useMeans(account: string, currency: string): Means {
  const { data: balance } = useQuery(balanceQuery(currency, account))
  const { data: holdings = [] } = useQuery(claimableQuery(account, currency, seriesPerClaim))
  const claimsFor = (amount: bigint) =>
    balance === undefined || amount <= balance ? [] : (claimBatches(holdings)[0] ?? [])
  return { balance, ready: claimableOf(holdings), claimsFor }
}
