import type { Log } from 'viem'
import { contractNames } from '../abi/index.ts'
import type { ReadContext } from '../client/context.ts'
import { toHurongError } from '../errors/index.ts'
import type { DecodedLog } from './decodeLog.ts'
import { decodeLogs } from './decodeLog.ts'

/** Raw logs of all contracts in a range of blocks; a node's refusal of a large answer halves the range. */
export const readLogs = async (
  { publicClient, deployment }: ReadContext,
  fromBlock: bigint,
  toBlock: bigint,
): Promise<Log[]> => {
  const address = contractNames.map((name) => deployment.contracts[name])
  try {
    return await publicClient.getLogs({ address, fromBlock, toBlock })
  } catch (error) {
    const known = toHurongError(error)
    if (known.kind === 'unreachable' || fromBlock >= toBlock) throw known
    const middle = (fromBlock + toBlock) >> 1n
    const first = await readLogs({ publicClient, deployment }, fromBlock, middle)
    return [...first, ...(await readLogs({ publicClient, deployment }, middle + 1n, toBlock))]
  }
}

/**
 * All events of all contracts in a range of blocks, in the order they happened.
 * @param onProgress Told the last block read so far.
 */
export const readEvents = async (
  context: ReadContext,
  {
    fromBlock = BigInt(context.deployment.deployedAtBlock),
    toBlock,
    blocksAtOnce = 2_000n,
    onProgress,
  }: { fromBlock?: bigint; toBlock: bigint; blocksAtOnce?: bigint; onProgress?: (block: bigint) => void },
): Promise<DecodedLog[]> => {
  const all: DecodedLog[] = []
  for (let from = fromBlock; from <= toBlock; from += blocksAtOnce) {
    const to = from + blocksAtOnce - 1n < toBlock ? from + blocksAtOnce - 1n : toBlock
    for (const event of decodeLogs(context.deployment, await readLogs(context, from, to))) all.push(event)
    onProgress?.(to)
  }
  return all
}
