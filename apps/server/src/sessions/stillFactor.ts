import type { AccountContracts } from '@hurong/sdk/accounts'
import type { PublicClient } from 'viem'
import { isFactorOf } from './owner.ts'

type Hex = `0x${string}`

/** Milliseconds for which the chain is not asked again. */
const keptFor = 60_000
const kept = 10_000

/** Whether who confirmed a session may still act for its account. */
export type StillFactor = (account: Hex, factor: Hex) => Promise<boolean>

/**
 * Asks the chain now and then whether a session's passkey is still a factor of its account: a device that its owner removed, or that
 * recovery replaced, is signed out within a minute. While the node does not answer, what it said before holds.
 */
export const openStillFactor = (
  client: PublicClient,
  contracts: AccountContracts,
  now: () => number,
): StillFactor => {
  const answers = new Map<string, { readonly is: boolean; readonly until: number }>()
  return async (account, factor) => {
    // A wallet that signs for itself cannot be removed from itself.
    if (factor === account) return true
    const key = `${account} ${factor}`
    const held = answers.get(key)
    if (held !== undefined && held.until > now()) return held.is
    const is = await isFactorOf(client, contracts, account, factor).catch(() => held?.is ?? true)
    if (answers.size >= kept) answers.clear()
    answers.set(key, { is, until: now() + keptFor })
    return is
  }
}
