import { type Address, formatLog, type Hash, type Hex, type Log, numberToHex, type RpcLog } from 'viem'
import type { ReadContext } from '../client/index.ts'
import { toHurongError } from '../errors/index.ts'

interface Filter {
  readonly address: Address
  readonly topics: readonly (Hex | readonly Hex[] | null)[]
}

/** Blocks in a range below which a node that still refuses is not asked again. */
const leastRange = 500n

/** Blocks near the end of the chain that may yet be others: what stands in them is not kept. */
const unsettled = 64n

/** What was read of a contract, and the last block it was read to: whoever looks again asks for newer ones alone. */
interface Read {
  readonly logs: readonly Log[]
  readonly block: bigint
  readonly hash: Hash | null
  /** As many blocks as the node took at once. */
  readonly range: bigint
}

/** Filters remembered at once; the eldest gives way. */
const remembered = 32
const reads = new Map<string, Read>()

const remember = (key: string, read: Read): void => {
  reads.delete(key)
  if (reads.size >= remembered) reads.delete(reads.keys().next().value as string)
  reads.set(key, read)
}

/** What was read before, if the chain still has the block it was read to: one begun anew, or reorganised, has not. */
const recall = async ({ publicClient }: ReadContext, key: string, last: bigint) => {
  const read = reads.get(key)
  if (read === undefined || read.block > last) return undefined
  const { hash } = await publicClient.getBlock({ blockNumber: read.block })
  return hash === read.hash ? read : undefined
}

/** Asks for a range piece by piece; a node that refuses so many blocks at once is asked for half as many, again and again. */
const readRange = async (
  { publicClient }: ReadContext,
  filter: Filter,
  { from, last, range: first }: { readonly from: bigint; readonly last: bigint; readonly range: bigint },
): Promise<{ readonly logs: readonly Log[]; readonly range: bigint }> => {
  const logs: Log[] = []
  let [next, range] = [from, first]
  while (next <= last) {
    const to = next + range - 1n > last ? last : next + range - 1n
    const asked = { ...filter, fromBlock: numberToHex(next), toBlock: numberToHex(to) }
    try {
      const found = await publicClient.request({ method: 'eth_getLogs', params: [asked] } as never)
      logs.push(...(found as unknown as RpcLog[]).map((log) => formatLog(log)))
      next = to + 1n
    } catch (error) {
      if (range <= leastRange || toHurongError(error).kind === 'unreachable') throw error
      range >>= 1n
    }
  }
  return { logs, range }
}

/**
 * Logs of one contract since the platform is there, in ranges a public node takes too. What is settled is kept in memory, and
 * read again only where the chain is not the one it was read from.
 * @throws HurongError
 */
export const readAccountLogs = async (context: ReadContext, filter: Filter): Promise<readonly Log[]> => {
  const { publicClient, deployment } = context
  const key = JSON.stringify([deployment.chainId, filter])
  try {
    const last = await publicClient.getBlockNumber({ cacheTime: 0 })
    const before = await recall(context, key, last)
    const from = before ? before.block + 1n : BigInt(deployment.deployedAtBlock)
    const { logs, range } = await readRange(context, filter, {
      from,
      last,
      range: before?.range ?? last + 1n,
    })
    const all = [...(before?.logs ?? []), ...logs]
    const block = last - unsettled
    if (block > from) {
      const { hash } = await publicClient.getBlock({ blockNumber: block })
      const settled = all.filter(({ blockNumber }) => blockNumber !== null && blockNumber <= block)
      remember(key, { logs: settled, block, hash, range })
    }
    return all
  } catch (error) {
    throw toHurongError(error)
  }
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
