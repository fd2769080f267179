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

/** Mines what the node's pool holds into one block at this second. */
export const mineBlock = async (rpc: RpcClient, timestamp: number): Promise<MinedBlock> => {
  await rpc.call('evm_mine', [{ timestamp }])
  return readHead(rpc)
}

/** Mines a recorded block again. One after the other: the node keeps no order among calls that come together. */
export const mineRecord = async (rpc: RpcClient, record: JournalRecord): Promise<MinedBlock> => {
  for (const raw of record.raws) await rpc.call('eth_sendRawTransaction', [raw])
  return mineBlock(rpc, record.timestamp)
}
