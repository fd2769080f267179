import { RpcError } from './errors.ts'
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

/** A transaction's hash, or why the node refuses it. */
export type Sent = string | RpcError

/** Hands transactions to the node, many in a request. It takes them in their order, though nothing says that it must. */
export const sendTogether = async (rpc: RpcClient, raws: readonly string[]): Promise<Sent[]> => {
  const sent: Sent[] = []
  for (let next = 0; next < raws.length; next += togetherAtMost) {
    const params = raws.slice(next, next + togetherAtMost).map((raw) => [raw])
    sent.push(...((await rpc.many('eth_sendRawTransaction', params)) as Sent[]))
  }
  return sent
}

/** Hands transactions to the node one after the other, up to the first it refuses: it takes them in their order. */
export const sendInTurn = async (rpc: RpcClient, raws: readonly string[]): Promise<Sent[]> => {
  const sent: Sent[] = []
  for (const raw of raws) {
    try {
      sent.push((await rpc.call('eth_sendRawTransaction', [raw])) as string)
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      return [...sent, error]
    }
  }
  return sent
}

/** Mines what the node's pool holds into one block at this second. */
export const mineBlock = async (rpc: RpcClient, timestamp: number): Promise<MinedBlock> => {
  await rpc.call('evm_mine', [{ timestamp }])
  return readHead(rpc)
}

/** Mines a recorded block again, its transactions in the order they are recorded in. */
export const mineRecord = async (rpc: RpcClient, record: JournalRecord): Promise<MinedBlock> => {
  for (const sent of await sendInTurn(rpc, record.raws)) if (sent instanceof RpcError) throw sent
  return mineBlock(rpc, record.timestamp)
}
