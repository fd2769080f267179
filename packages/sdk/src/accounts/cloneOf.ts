import type { Address } from 'viem'
import type { ReadContext } from '../client/index.ts'
import { passkeyAccountAbi, passkeyAccountFactoryAbi } from '../generated/abi/index.ts'

/** How a clone (ERC-1167) of some code begins, its arguments behind; lower case. */
export const cloneOf = (implementation: Address): string =>
  `0x363d3d373d3d3d363d73${implementation.slice(2)}5af43d82803e903d91602b57fd5bf3`.toLowerCase()

/**
 * Whether an address is an account of the platform's factory. A clone of their code that has a threshold is one: only the
 * factory can give it one, and it stays one for ever.
 */
export const isPlatformAccount = async (
  { publicClient, deployment }: ReadContext,
  address: Address,
): Promise<boolean> => {
  if (deployment.accounts === undefined) return false
  const [implementation, code] = await Promise.all([
    publicClient.readContract({
      address: deployment.accounts.factory,
      abi: passkeyAccountFactoryAbi,
      functionName: 'implementation',
    }),
    publicClient.getCode({ address }),
  ])
  if (code === undefined || !code.toLowerCase().startsWith(cloneOf(implementation))) return false
  return (
    (await publicClient.readContract({ address, abi: passkeyAccountAbi, functionName: 'threshold' })) > 0n
  )
}
