import type { Platform } from '@hurong/sdk/api'
import { count } from 'drizzle-orm'
import { loans } from '../database/schema.ts'
import type { ApiContext } from '../http/context.ts'

const preparingOf = async (
  { database, demonstrationLoans }: ApiContext,
  indexed: number,
): Promise<Platform['preparing']> => {
  const of = demonstrationLoans?.(indexed) ?? null
  if (of === null) return null
  const [row] = await database.select({ here: count() }).from(loans)
  return { loans: Math.min(row?.here ?? 0, of), of }
}

/** Where the chain is, which contracts, and how far the rows are. */
export const readPlatform = async (context: ApiContext): Promise<Platform> => {
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
    accounts: deployment.accounts ? { ...deployment.accounts, bundlerUrl: null, paymasterUrl: null } : null,
    currencies: deployment.currencies.map(({ address, symbol, name, decimals }) => ({
      address,
      symbol,
      name,
      decimals,
    })),
    head: head ?? indexed,
    indexed,
    indexerProblem: problem,
    preparing: await preparingOf(context, indexed.block),
  }
}
