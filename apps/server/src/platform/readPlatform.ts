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

/** What accounts without seed phrases stand on, and who brings their operations to the chain. */
const accountsOf = (context: ApiContext, origin: string): Platform['accounts'] => {
  const { deployment, relayer, bundlerUrl, paymasterUrl, coSigner, carrier } = context
  if (deployment.accounts === undefined) return null
  const { entryPoint, factory, verifier, policy } = deployment.accounts
  return {
    ...{ entryPoint, factory, verifier, policy },
    bundlerUrl: bundlerUrl ?? (relayer === undefined ? null : `${origin}/bundler`),
    paymasterUrl: paymasterUrl ?? null,
    coSigner: coSigner?.address ?? null,
    carrier: carrier?.address ?? null,
  }
}

/**
 * Where the chain is, which contracts, and how far the rows are.
 * @param origin Where whoever asks reaches this server.
 */
export const readPlatform = async (context: ApiContext, origin: string): Promise<Platform> => {
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
    accounts: accountsOf(context, origin),
    preparing: await preparingOf(context, indexed.block),
  }
}
