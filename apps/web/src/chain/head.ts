import { queryOptions } from '@tanstack/react-query'
import { keys } from '../api/queries.ts'
import { callRpc, knownPlatform, rpcUrlOf } from './rpc.ts'

/** Time of the chain's latest block, straight from a node: seconds. */
export async function readHeadTime(): Promise<number> {
  const platform = knownPlatform()
  if (!platform) throw new Error('No chain is known yet.')
  const block = await callRpc<{ timestamp: string }>(rpcUrlOf(platform), 'eth_getBlockByNumber', [
    'latest',
    false,
  ])
  return Number(block.timestamp)
}

export const headTimeQuery = queryOptions({
  queryKey: [...keys.chain, 'headTime'],
  queryFn: readHeadTime,
  refetchInterval: 5_000,
})
