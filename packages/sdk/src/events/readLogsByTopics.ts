import type { Address, Hex, Log, RpcLog } from 'viem'
import { formatLog, numberToHex } from 'viem'
import type { ReadContext } from '../client/context.ts'
import { toHurongError } from '../errors/index.ts'

/** Raw logs of some contracts, or of any, whose topics match by place; `null` matches anything, a list any of it. A node's refusal of a
 * large answer halves the range. @throws HurongError */
export const readLogsByTopics = async (
  { publicClient, deployment }: ReadContext,
  {
    address,
    topics,
    fromBlock = BigInt(deployment.deployedAtBlock),
    toBlock,
  }: {
    address?: Address | readonly Address[] | undefined
    topics: readonly (Hex | readonly Hex[] | null)[]
    fromBlock?: bigint
    toBlock: bigint
  },
): Promise<Log[]> => {
  try {
    const filter = {
      ...(address && { address }),
      topics,
      fromBlock: numberToHex(fromBlock),
      toBlock: numberToHex(toBlock),
    }
    const logs = await publicClient.request({ method: 'eth_getLogs', params: [filter] } as never)
    return (logs as unknown as RpcLog[]).map((log) => formatLog(log))
  } catch (error) {
    const known = toHurongError(error)
    if (known.kind === 'unreachable' || fromBlock >= toBlock) throw known
    const middle = (fromBlock + toBlock) >> 1n
    const half = (from: bigint, to: bigint) =>
      readLogsByTopics({ publicClient, deployment }, { address, topics, fromBlock: from, toBlock: to })
    return [...(await half(fromBlock, middle)), ...(await half(middle + 1n, toBlock))]
  }
}
