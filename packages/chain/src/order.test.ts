import { expect, test } from 'vitest'
import type { Journal, JournalRecord } from './journal.ts'
import type { RpcClient } from './rpcClient.ts'
import { createSequencer } from './sequencer.ts'

/** A node that takes the transactions of one request from the last to the first; `t1` has the hash `h1`. */
const unruly = (number: () => number) => {
  let pool: string[] = []
  let newest: string[] = []
  const hashOf = (raw: string) => raw.replace('t', 'h')
  const requests: string[][] = []
  const take = (raws: readonly string[]) => {
    requests.push([...raws])
    pool.push(...raws.map(hashOf))
    return raws.map(hashOf)
  }
  const call = async (method: string, params: unknown = []) => {
    if (method === 'eth_sendRawTransaction') return take(params as string[])[0]
    if (method === 'txpool_status') return { pending: `0x${pool.length.toString(16)}` }
    if (method === 'evm_mine') [newest, pool] = [pool, []]
    return { number: `0x${(number() + 1).toString(16)}`, hash: '0x', timestamp: '0x1', transactions: newest }
  }
  const many = async (_: string, params: readonly unknown[]) =>
    take((params as string[][]).map(([raw]) => raw as string).reverse()).reverse()
  const rpc: RpcClient = { call, many, text: async () => '', close: () => {} }
  return { rpc, requests }
}

test('a node that took transactions out of order is given up, and the next is handed them in turn', async () => {
  const records: JournalRecord[] = []
  const journal: Journal = {
    records,
    append: async (record) => void records.push(record),
    close: async () => {},
  }
  let epoch = 0
  const nodes: ReturnType<typeof unruly>[] = []
  const node = () => (nodes[epoch] ??= unruly(() => records.length))
  const sequencer = createSequencer({
    journal,
    supervisor: {
      current: async () => ({ rpc: node().rpc, epoch }),
      epoch: () => epoch,
      discard: (given) => {
        if (given === epoch) epoch++
      },
      close: async () => {},
    },
    clock: { wall: () => 1, now: () => 1, offset: () => 0, setOffset: () => {} },
    genesisTimestamp: 0,
    mined: () => {},
  })
  expect((await sequencer.mine(1, ['t1', 't2', 't3'])).transactions).toEqual(['h1', 'h2', 'h3'])
  expect(records.map(({ raws }) => raws)).toEqual([['t1', 't2', 't3']])
  await sequencer.mine(2, ['t4', 't5'])
  expect(nodes.map(({ requests }) => requests)).toEqual([
    [['t3', 't2', 't1']],
    [['t1'], ['t2'], ['t3'], ['t4'], ['t5']],
  ])
})
