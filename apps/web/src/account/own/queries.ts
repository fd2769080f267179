import type { AccountHistory, AccountState, CallRule } from '@hurong/sdk/accounts'
import { chainQuery } from '../../chain/chainQuery.ts'

type Hex = `0x${string}`

/** Milliseconds after which an account that somebody else may change is read again. */
const changes = 15_000

/** An account's rules and where it stands. */
export const accountQuery = (address: Hex) => ({
  ...chainQuery(['account', address], async ({ context }): Promise<AccountState> => {
    const { readAccount } = await import('@hurong/sdk/accounts')
    return readAccount(context, address)
  }),
  refetchInterval: changes,
})

/** What an account has told of itself: what is announced, proposed, rehearsed. */
export const historyQuery = (address: Hex) => ({
  ...chainQuery(['account', address, 'history'], async ({ context }): Promise<AccountHistory> => {
    const { readHistory } = await import('@hurong/sdk/accounts')
    return readHistory(context, address)
  }),
  refetchInterval: changes,
})

/** When each of its signers was last used. */
export const lastUsesQuery = (address: Hex) =>
  chainQuery(['account', address, 'lastUses'], async ({ context }): Promise<ReadonlyMap<Hex, number>> => {
    const { readLastUses } = await import('@hurong/sdk/accounts')
    return readLastUses(context, address)
  })

/** What it may call. */
export const callRulesQuery = (
  address: Hex,
  isMade: boolean,
  permissionsSet: AccountHistory['permissionsSet'],
) =>
  chainQuery(
    ['account', address, 'callRules', isMade, permissionsSet.length],
    async ({ context }): Promise<readonly CallRule[]> => {
      const { readCallRules } = await import('@hurong/sdk/accounts')
      return readCallRules(context, address, isMade, permissionsSet)
    },
  )
