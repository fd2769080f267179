import { type Address, isAddressEqual } from 'viem'
import type { ContractName } from '../abi/index.ts'
import type { ReadContext } from '../client/index.ts'
import { passkeyAccountAbi } from '../generated/abi/index.ts'
import type { AccountContracts } from './contracts.ts'
import { contractOf } from './tellCall.ts'

/** What is known of somebody an account would pay. */
export interface PayeeState {
  /** Whether what it is paid no longer counts towards the limit for new payees: paid long enough ago, or by both factors. */
  readonly isKnown: boolean
  /** Which contract of the platform it is, if it is one: money paid to those by a plain transfer is lost. */
  readonly contract: ContractName | 'currency' | keyof AccountContracts | undefined
}

const parts = ['entryPoint', 'factory', 'verifier', 'policy'] as const satisfies (keyof AccountContracts)[]

/** Reads what the chain says of a payee. @throws the client's errors. */
export const readPayee = async (
  { publicClient, deployment }: ReadContext,
  account: Address,
  payee: Address,
): Promise<PayeeState> => {
  const { accounts } = deployment
  const ofAccounts = accounts && parts.find((part) => isAddressEqual(accounts[part], payee))
  const contract = contractOf(deployment, payee) ?? ofAccounts
  const code = await publicClient.getCode({ address: account })
  if (code === undefined || code === '0x') return { isKnown: false, contract }
  const isKnown = await publicClient.readContract({
    ...{ address: account, abi: passkeyAccountAbi, functionName: 'isKnownPayee', args: [payee] },
  } as const)
  return { isKnown, contract }
}
