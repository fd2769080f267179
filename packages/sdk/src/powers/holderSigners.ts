import type { Hex } from 'viem'
import type { ReadContext } from '../client/index.ts'
import { passkeyAccountAbi, passkeyAccountFactoryAbi } from '../generated/abi/index.ts'
import type { HolderSigners } from './types.ts'

/** How a clone (ERC-1167) of some code begins, its arguments behind. */
const cloneOf = (implementation: Hex): string =>
  `0x363d3d373d3d3d363d73${implementation.slice(-40)}5af43d82803e903d91602b57fd5bf3`.toLowerCase()

/**
 * Who signs for an account that holds a role.
 * @returns undefined if it is none of the platform's factory: what another contract says of itself is its own affair.
 */
export const readHolderSigners = async (
  { publicClient, deployment }: ReadContext,
  account: Hex,
  blockNumber: bigint,
): Promise<HolderSigners | undefined> => {
  const { accounts } = deployment
  if (accounts === undefined) return undefined
  const code = await publicClient.getCode({ address: account, blockNumber })
  if (code === undefined) return undefined
  const implementation = await publicClient.readContract({
    address: accounts.factory,
    abi: passkeyAccountFactoryAbi,
    functionName: 'implementation',
    blockNumber,
  })
  if (!code.toLowerCase().startsWith(cloneOf(implementation))) return undefined
  const { signers, weights, threshold, secondThreshold } = await publicClient.readContract({
    address: account,
    abi: passkeyAccountAbi,
    functionName: 'signerSet',
    blockNumber,
  })
  return {
    signers: signers.map((signer) => signer.toLowerCase() as Hex),
    weights: weights.map(Number),
    threshold: Number(threshold),
    secondThreshold: Number(secondThreshold),
  }
}
