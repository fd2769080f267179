import {
  type AccountContracts,
  accountAddressOf,
  factorsOf,
  firstSetup,
  passkeyAccountAbi,
  type SignerSet,
} from '@hurong/sdk/accounts'
import { BaseError, type PublicClient } from 'viem'

type Hex = `0x${string}`

/** What a call says of an address that has no such function, or nothing at all. */
const isNoSuchAccount = (error: unknown): boolean =>
  error instanceof BaseError &&
  error.walk((cause) =>
    /^(ContractFunctionRevertedError|ContractFunctionZeroDataError|AbiDecoding\w+|PositionOutOfBounds\w+)$/.test(
      (cause as Error).name,
    ),
  ) !== null

/** Who signs for an account, as the chain has it now; undefined where there is none of this kind. @throws the node's errors. */
export const signersOf = async (client: PublicClient, account: Hex): Promise<SignerSet | undefined> => {
  try {
    return await client.readContract({ address: account, abi: passkeyAccountAbi, functionName: 'signerSet' })
  } catch (error) {
    if (isNoSuchAccount(error)) return undefined
    throw error
  }
}

/** Whether one signer alone is a factor of an account: made already, or the one whose address follows from that signer. */
export const isFactorOf = async (
  client: PublicClient,
  contracts: AccountContracts,
  account: Hex,
  signer: Hex,
): Promise<boolean> => {
  // Both are always asked, so that the time taken tells nothing.
  const [set, own] = await Promise.all([
    signersOf(client, account),
    accountAddressOf(client, contracts, firstSetup(signer, contracts)),
  ])
  if (set === undefined) return own.toLowerCase() === account
  return factorsOf(set).some((factor) => factor.toLowerCase() === signer.toLowerCase())
}
