import type { Account, Chain, PublicClient, Transport, WalletClient } from 'viem'
import { createPublicClient, createWalletClient, defineChain, http } from 'viem'
import { toHurongError } from '../errors/index.ts'

/** How often a chain without peers is asked for news; others have blocks seconds apart. */
const localPollingMilliseconds = 50
const localChains: readonly number[] = [31_337, 1_337]

/** Clients of one chain; requests made at the same time travel in one batch. */
export interface Connection {
  readonly chain: Chain
  readonly publicClient: PublicClient<Transport, Chain>
  readonly walletOf: (account: Account) => WalletClient<Transport, Chain, Account>
}

/**
 * Connects to a chain of which only the address is known.
 * @throws HurongError `ChainUnreachable`
 */
export const connect = async (
  url: string,
  { batchSize = 100 }: { batchSize?: number } = {},
): Promise<Connection> => {
  const transport = http(url, { batch: { batchSize } })
  let id: number
  try {
    id = await createPublicClient({ transport: http(url, { retryCount: 1 }) }).getChainId()
  } catch (error) {
    throw toHurongError(error)
  }
  const chain = defineChain({
    id,
    name: `chain ${id}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [url] } },
  })
  const timing = localChains.includes(id) ? { pollingInterval: localPollingMilliseconds } : {}
  return {
    chain,
    publicClient: createPublicClient({ chain, transport, ...timing }),
    walletOf: (account) => createWalletClient({ account, chain, transport, ...timing }),
  }
}
