import type { Deployment } from '@hurong/sdk'
import { type Chain, defineChain } from 'viem'

/** The chain of a deployment, reached by a node. */
export const chainAt = ({ chainId }: Pick<Deployment, 'chainId'>, rpcUrl: string): Chain =>
  defineChain({
    id: chainId,
    name: `chain ${chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [rpcUrl] } },
  })
