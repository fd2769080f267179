import type { Abi, ContractFunctionArgs, ContractFunctionName, ContractFunctionReturnType, Hex } from 'viem'
import { decodeFunctionResult, encodeFunctionData } from 'viem'
import type { ContractAbis, ContractName } from '../abi/index.ts'
import { contractAbis } from '../abi/index.ts'
import { toHurongError } from '../errors/index.ts'
import type { ReadContext } from './context.ts'

type Views<C extends ContractName> = ContractFunctionName<ContractAbis[C], 'view' | 'pure'>

/**
 * Calls a view of one of the contracts.
 * @param at Block to read at; the latest if left out.
 * @throws HurongError
 */
export const read = async <
  C extends ContractName,
  F extends Views<C>,
  A extends ContractFunctionArgs<ContractAbis[C], 'view' | 'pure', F>,
>(
  { publicClient, deployment }: ReadContext,
  contract: C,
  functionName: F,
  args: A,
  at?: bigint,
): Promise<ContractFunctionReturnType<ContractAbis[C], 'view' | 'pure', F, A>> => {
  const call = { abi: contractAbis[contract] as Abi, functionName: functionName as string }
  try {
    const { data } = await publicClient.call({
      to: deployment.contracts[contract],
      data: encodeFunctionData({ ...call, args: args as readonly unknown[] }),
      ...(at === undefined ? {} : { blockNumber: at }),
    })
    return decodeFunctionResult({ ...call, data: data as Hex }) as never
  } catch (error) {
    throw toHurongError(error)
  }
}
