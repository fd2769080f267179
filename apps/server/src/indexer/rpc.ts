import { createClient, type EIP1193RequestFn, http } from 'viem'

/** A log as JSON-RPC gives it. */
export interface RawLog {
  readonly address: string
  readonly topics: readonly string[]
  readonly data: string
  readonly blockNumber: string
  readonly blockHash: string
  readonly logIndex: string
  readonly transactionHash: string
}
export interface RawBlock {
  readonly number: string
  readonly hash: string
  readonly parentHash: string
  readonly timestamp: string
  readonly logsBloom: string
  readonly transactions: readonly string[]
}
export interface RawReceipt {
  readonly transactionHash: string
  readonly logs: readonly RawLog[]
}

/** A block as followed: what proves its place in the chain. */
export interface Header {
  readonly number: number
  readonly hash: string
  readonly parentHash: string
  readonly time: number
  readonly bloom: string
  readonly transactions: readonly string[]
}

export interface Rpc {
  readonly chainId: () => Promise<number>
  readonly latest: () => Promise<Header>
  /** Null where the node has no such block. */
  readonly header: (number: number) => Promise<Header | null>
  readonly logs: (addresses: readonly string[], from: number, to: number) => Promise<readonly RawLog[]>
  /** All receipts of a block. */
  readonly receipts: (header: Header) => Promise<readonly RawReceipt[]>
}

const hex = (value: number) => `0x${value.toString(16)}`

const headerOf = (block: RawBlock): Header => ({
  number: Number(block.number),
  hash: block.hash,
  parentHash: block.parentHash,
  time: Number(block.timestamp),
  bloom: block.logsBloom,
  transactions: block.transactions,
})

/**
 * The few questions the indexer asks a node. No retries in here: a question that fails fails the step, and the step is
 * tried again. An answer that takes longer than `timeout` milliseconds counts as none.
 */
export const openRpc = (url: string, { timeout = 10_000 } = {}): Rpc => {
  const client = createClient({
    transport: http(url, { batch: { batchSize: 100 }, retryCount: 0, timeout }),
  })
  const request = client.request as unknown as (
    call: { method: string; params: readonly unknown[] },
    options?: Parameters<EIP1193RequestFn>[1],
  ) => Promise<unknown>
  const ask = <Answer>(method: string, params: readonly unknown[] = []) =>
    request({ method, params }) as Promise<Answer>
  const header = async (number: number | 'latest') => {
    const at = number === 'latest' ? number : hex(number)
    const block = await ask<RawBlock | null>('eth_getBlockByNumber', [at, false])
    return block === null ? null : headerOf(block)
  }
  return {
    chainId: async () => Number(await ask<string>('eth_chainId')),
    latest: async () => {
      const latest = await header('latest')
      if (latest === null) throw new Error('The node has no latest block.')
      return latest
    },
    header,
    logs: (addresses, from, to) =>
      ask('eth_getLogs', [{ address: addresses, fromBlock: hex(from), toBlock: hex(to) }]),
    receipts: async ({ number, transactions }) => {
      try {
        return await ask('eth_getBlockReceipts', [hex(number)])
      } catch (error) {
        // Not every node has the method; one receipt at a time it always works.
        if ((error as { code?: number }).code !== -32601) throw error
        return Promise.all(transactions.map((id) => ask<RawReceipt>('eth_getTransactionReceipt', [id])))
      }
    },
  }
}
