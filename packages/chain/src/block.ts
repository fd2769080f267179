import type { RpcError } from './errors.ts'
import type { JournalRecord } from './journal.ts'
import type { RpcClient } from './rpcClient.ts'

/** What is told of a block once it is mined. */
export type MinedBlock = {
  readonly number: number
  readonly hash: string
  /** Seconds since 1970. */
  readonly timestamp: number
  /** Hashes of its transactions, in order. */
  readonly transactions: readonly string[]
}

/** The node's newest block. */
export const readHead = async (rpc: RpcClient): Promise<MinedBlock> => {
  const block = (await rpc.call('eth_getBlockByNumber', ['latest', false])) as {
    number: string
    hash: string
    timestamp: string
    transactions: string[]
  }
  return {
    number: Number(block.number),
    hash: block.hash,
    timestamp: Number(block.timestamp),
    transactions: block.transactions,
  }
}

/** Transactions in one request: up to 64 the node was seen to take in their order, and of more it takes some later. */
const togetherAtMost = 32

/**
 * Hands transactions to the node, many in a request. It takes them in their order, though nothing says that it must; one at a time
 * it cannot but.
 * @returns for each its hash, or why the node refuses it.
 */
export const sendAll = async (
  rpc: RpcClient,
  raws: readonly string[],
  atOnce = togetherAtMost,
): Promise<(string | RpcError)[]> => {
  const sent: (string | RpcError)[] = []
  for (let next = 0; next < raws.length; next += atOnce) {
    const params = raws.slice(next, next + atOnce).map((raw) => [raw])
    sent.push(...((await rpc.many('eth_sendRawTransaction', params)) as (string | RpcError)[]))
  }
  return sent
}

/** Mines what the node's pool holds into one block at this second. */
export const mineBlock = async (rpc: RpcClient, timestamp: number): Promise<MinedBlock> => {
  await rpc.call('evm_mine', [{ timestamp }])
  return readHead(rpc)
}

/** Mines a recorded block again, its transactions one after the other: they must come in their order. */
export const mineRecord = async (rpc: RpcClient, record: JournalRecord): Promise<MinedBlock> => {
  for (const raw of record.raws) await rpc.call('eth_sendRawTransaction', [raw])
  return mineBlock(rpc, record.timestamp)
}
