import type { AccountContracts } from '@hurong/sdk/accounts'
import { type Hex, numberToHex } from 'viem'
import { type Node, NodeRefused } from './ask.ts'
import { operationEvent, outcomesOf, type RpcLog } from './simulate.ts'

/** Blocks searched back for an operation: public nodes refuse to search many more. */
const searched = 5_000

export interface Found {
  readonly transactionHash: Hex
  readonly block: number
  readonly succeeded: boolean
}

/** Finds an operation on the chain, whoever brought it. */
export const findOnChain = async (
  node: Node,
  { entryPoint }: AccountContracts,
  hash: Hex,
  deployedAtBlock: number,
): Promise<Found | undefined> => {
  const head = Number(await node.ask('eth_blockNumber'))
  const from = Math.max(deployedAtBlock, head - searched)
  const logs = (await node.ask('eth_getLogs', [
    { address: entryPoint, topics: [operationEvent, hash], fromBlock: numberToHex(from), toBlock: 'latest' },
  ])) as (RpcLog & { transactionHash: Hex; blockNumber: Hex })[]
  const [log] = logs
  if (log === undefined) return undefined
  const { succeeded = false } = outcomesOf([log], entryPoint).get(hash) ?? {}
  return { transactionHash: log.transactionHash, block: Number(log.blockNumber), succeeded }
}

/** The receipts a node has of transactions, in their order; null of those in no block. */
export const readReceipts = async (
  node: Node,
  hashes: readonly Hex[],
): Promise<(Record<string, unknown> | null)[]> => {
  const answers = await node.askAll(hashes.map((hash) => ['eth_getTransactionReceipt', [hash]] as const))
  return answers.map((answer) => {
    if (answer instanceof NodeRefused) throw answer
    return answer as Record<string, unknown> | null
  })
}
