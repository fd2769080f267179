import type { Address } from 'viem'
import { currencyAbi } from '../abi/index.ts'
import type { ReadContext } from '../client/context.ts'
import { toHurongError } from '../errors/index.ts'

/** Balance of an account, base units. @throws HurongError */
export const readBalance = async (
  { publicClient }: Pick<ReadContext, 'publicClient'>,
  { currency, account }: { currency: Address; account: Address },
): Promise<bigint> => {
  try {
    const call = { address: currency, abi: currencyAbi, functionName: 'balanceOf', args: [account] } as const
    return await publicClient.readContract(call)
  } catch (error) {
    throw toHurongError(error)
  }
}

/** What `loans` (or another spender) may take of an account, base units. @throws HurongError */
export const readAllowance = async (
  { publicClient, deployment }: ReadContext,
  { currency, account, spender }: { currency: Address; account: Address; spender?: Address | undefined },
): Promise<bigint> => {
  try {
    const args = [account, spender ?? deployment.contracts.loans] as const
    const call = { address: currency, abi: currencyAbi, functionName: 'allowance', args } as const
    return await publicClient.readContract(call)
  } catch (error) {
    throw toHurongError(error)
  }
}
