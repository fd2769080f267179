import { type Address, formatLog, type Hex, type Log, numberToHex, type RpcLog } from 'viem'
import type { ReadContext } from '../client/index.ts'
import { toHurongError } from '../errors/index.ts'

/** Blocks in a range below which a node that still refuses is not asked again. */
const leastRange = 500n

/**
 * Logs of one contract since the platform is there. A node that refuses so many blocks at once is asked for half as many,
 * again and again, so that a public one answers too.
 * @throws HurongError
 */
export const readAccountLogs = async (
  { publicClient, deployment }: ReadContext,
  {
    address,
    topics,
  }: { readonly address: Address; readonly topics: readonly (Hex | readonly Hex[] | null)[] },
): Promise<Log[]> => {
  const logs: Log[] = []
  let from = BigInt(deployment.deployedAtBlock)
  try {
    const last = await publicClient.getBlockNumber({ cacheTime: 0 })
    let range = last - from + 1n
    while (from <= last) {
      const to = from + range - 1n > last ? last : from + range - 1n
      const filter = { address, topics, fromBlock: numberToHex(from), toBlock: numberToHex(to) }
      try {
        const found = await publicClient.request({ method: 'eth_getLogs', params: [filter] } as never)
        logs.push(...(found as unknown as RpcLog[]).map((log) => formatLog(log)))
        from = to + 1n
      } catch (error) {
        if (range <= leastRange || toHurongError(error).kind === 'unreachable') throw error
        range >>= 1n
      }
    }
  } catch (error) {
    throw toHurongError(error)
  }
  return logs
}

/** When blocks were made, seconds since 1970, each asked for once. */
export const timesOf = async (
  { publicClient }: Pick<ReadContext, 'publicClient'>,
  blocks: Iterable<bigint>,
): Promise<ReadonlyMap<bigint, number>> =>
  new Map(
    await Promise.all(
      [...new Set(blocks)].map(async (blockNumber) => {
        const { timestamp } = await publicClient.getBlock({ blockNumber })
        return [blockNumber, Number(timestamp)] as const
      }),
    ),
  )
