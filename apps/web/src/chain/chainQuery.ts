import type { Hurong } from '@hurong/sdk'
import { queryOptions } from '@tanstack/react-query'
import type { Acting } from '../account/acting.ts'
import { keys } from '../api/queries.ts'
import { knownPlatform } from './rpc.ts'

/**
 * Reads straight from the contracts, with or without the server. `key` names what is read, without `bigint`s. With
 * `acting` the reader may also sign, for what can only be tried with a signature.
 */
export const chainQuery = <T>(
  key: readonly unknown[],
  read: (hurong: Hurong) => Promise<T>,
  acting?: Acting | null,
) =>
  queryOptions({
    queryKey: [...keys.chain, ...key],
    queryFn: async (): Promise<T> => {
      const platform = knownPlatform()
      if (!platform) throw new Error('No chain is known yet.')
      const { connect } = await import('./connect.ts')
      return read(connect(platform, acting))
    },
    retry: false,
    staleTime: 5_000,
  })

type Hex = `0x${string}`

/** What an account has of a currency, base units. */
export const balanceQuery = (currency: string, account: string) =>
  chainQuery(['balance', currency, account], (hurong) =>
    hurong.currency.readBalance({ currency: currency as Hex, account: account as Hex }),
  )

/** What the loans contract may take of an account, base units. */
export const allowanceQuery = (currency: string, account: string) =>
  chainQuery(['allowance', currency, account], (hurong) =>
    hurong.currency.readAllowance({ currency: currency as Hex, account: account as Hex }),
  )
