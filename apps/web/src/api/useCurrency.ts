import type { Currency } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { headTimeQuery } from '../chain/head.ts'
import { platformQuery } from './queries.ts'
import { useServerGone } from './reachability.ts'

const unknown = (address: string): Currency => ({ address, symbol: '', name: '', decimals: 0 })

/** The currency at `address`, or the platform's first if none is named. */
export function useCurrency(address?: string): Currency {
  const { data } = useQuery(platformQuery)
  const found = address ? data?.currencies.find((one) => one.address === address) : data?.currencies[0]
  return found ?? unknown(address ?? '')
}

/** Whether amounts must name their currency: always, once there are two. */
export function useManyCurrencies(): boolean {
  const { data } = useQuery(platformQuery)
  return (data?.currencies.length ?? 0) > 1
}

/** The chain's clock as last heard, from the chain itself while the server is gone; seconds, 0 before anybody answered. */
export function useChainTime(): number {
  const { data } = useQuery(platformQuery)
  const gone = useServerGone()
  const { data: head } = useQuery({ ...headTimeQuery, enabled: gone })
  return (gone ? head : undefined) ?? data?.head.time ?? 0
}
