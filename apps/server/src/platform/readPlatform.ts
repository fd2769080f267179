import type { Platform } from '@hurong/sdk/api'
import type { ApiContext } from '../http/context.ts'

/** Where the chain is, which contracts, and how far the rows are. */
export const readPlatform = (context: ApiContext): Platform => {
  const { deployment, local, rpcUrl } = context
  const { head, problem } = context.chainState()
  const at = context.head.current()
  const indexed = at === null ? { block: 0, time: 0 } : { block: at.block, time: at.time }
  return {
    chainId: deployment.chainId,
    rpcUrl,
    local,
    contracts: deployment.contracts,
    deployedAtBlock: deployment.deployedAtBlock,
    currencies: deployment.currencies.map(({ address, symbol, name, decimals }) => ({
      address,
      symbol,
      name,
      decimals,
    })),
    head: head ?? indexed,
    indexed,
    indexerProblem: problem,
  }
}
