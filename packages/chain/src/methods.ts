import type { Clock } from './clock.ts'
import { RpcError, rpcCodes } from './errors.ts'
import type { RpcRequest } from './rpcClient.ts'

/** Methods that only read; everything else is refused, so that a new one of the node cannot slip past the journal. */
const reads = new Set([
  ...[
    'eth_accounts',
    'eth_blobBaseFee',
    'eth_blockNumber',
    'eth_call',
    'eth_chainId',
    'eth_createAccessList',
  ],
  ...['eth_estimateGas', 'eth_feeHistory', 'eth_gasPrice', 'eth_getAccountInfo', 'eth_getBalance'],
  ...[
    'eth_getBlockByHash',
    'eth_getBlockByNumber',
    'eth_getBlockReceipts',
    'eth_getBlockTransactionCountByHash',
  ],
  ...['eth_getBlockTransactionCountByNumber', 'eth_getCode', 'eth_getFilterChanges', 'eth_getFilterLogs'],
  ...[
    'eth_getHeaderByHash',
    'eth_getHeaderByNumber',
    'eth_getLogs',
    'eth_getProof',
    'eth_getRawTransactionByHash',
  ],
  ...['eth_getStorageAt', 'eth_getTransactionByBlockHashAndIndex', 'eth_getTransactionByBlockNumberAndIndex'],
  ...['eth_getTransactionByHash', 'eth_getTransactionCount', 'eth_getTransactionReceipt'],
  ...['eth_getUncleCountByBlockHash', 'eth_getUncleCountByBlockNumber', 'eth_maxPriorityFeePerGas'],
  ...['eth_newBlockFilter', 'eth_newFilter', 'eth_protocolVersion', 'eth_simulateV1', 'eth_syncing'],
  ...['eth_uninstallFilter', 'net_listening', 'net_version', 'web3_clientVersion', 'web3_sha3'],
  ...['debug_traceCall', 'debug_traceTransaction', 'trace_block', 'trace_transaction', 'trace_filter'],
  ...['txpool_content', 'txpool_inspect', 'txpool_status'],
])

/** Whether a method reads only and may go to the node. */
export const isRead = (method: string): boolean => reads.has(method)

/** Why a method is refused, and what to do instead. */
export const refusal = (method: string): RpcError => {
  const say = (why: string) => new RpcError(rpcCodes.notSupported, `${method} is refused: ${why}`)
  if (/^eth_(un)?subscribe$/.test(method))
    return say('this chain pushes nothing. Poll with eth_getLogs instead.')
  if (
    /^(eth_sendTransaction|eth_sendUnsignedTransaction|personal_)/.test(method) ||
    /^eth_sign/.test(method)
  ) {
    return say('this chain signs nothing. Sign in the wallet and use eth_sendRawTransaction.')
  }
  if (/^evm_(mine|increaseTime|setNextBlockTimestamp|setTime)/.test(method)) {
    return say('it would leave no record. Use hurong_increaseTime, hurong_setTime or hurong_mine.')
  }
  if (/^(anvil|evm|hardhat|ots|miner|admin)_/.test(method)) {
    return say('it could change the chain behind the journal, and a restart would lose it.')
  }
  return say('this chain does not know it.')
}

/** Where the overrides of a block stand among the parameters of the calls that take them. */
const overrideAt = 3
const asked = new Set(['eth_call', 'eth_estimateGas'])

const isNewest = (tag: unknown) => tag === undefined || tag === null || tag === 'latest' || tag === 'pending'

/**
 * A public chain mines every few seconds, so its newest block is as old as a breath; this one mines only when something
 * happens. Calls at the newest block are therefore answered as if a block were mined now, or whatever falls due by
 * time would be seen only after the next transaction.
 */
export const atPresent = (request: RpcRequest, clock: Clock, headTimestamp: number): RpcRequest => {
  const params = Array.isArray(request.params) ? [...request.params] : []
  if (!asked.has(request.method) || params[0] === undefined || !isNewest(params[1])) return request
  if (params[overrideAt] !== undefined && params[overrideAt] !== null) return request
  params[1] = 'latest'
  params[2] ??= null
  params[overrideAt] = { time: `0x${Math.max(clock.now(), headTimestamp).toString(16)}` }
  return { method: request.method, params }
}

/** A whole number of seconds out of a parameter: a number, or text in decimal or 0x form. */
export const secondsOf = (value: unknown, name: string): number => {
  const seconds = typeof value === 'string' && /^(0x[0-9a-f]+|\d+)$/i.test(value) ? Number(value) : value
  if (
    typeof seconds !== 'number' ||
    !Number.isSafeInteger(seconds) ||
    seconds < 0 ||
    seconds > 0xffff_ffff_ff
  ) {
    throw new RpcError(
      rpcCodes.invalidParams,
      `${name} must be whole seconds, not ${JSON.stringify(value) ?? 'nothing'}.`,
    )
  }
  return seconds
}

/** Signed transactions out of a parameter. */
export const rawsOf = (value: unknown): string[] => {
  if (!Array.isArray(value))
    throw new RpcError(rpcCodes.invalidParams, 'raws must be a list of signed transactions.')
  return value.map(rawOf)
}

/** One signed transaction out of a parameter. */
export const rawOf = (value: unknown): string => {
  if (typeof value !== 'string' || !/^0x([0-9a-f]{2})+$/i.test(value)) {
    throw new RpcError(
      rpcCodes.invalidParams,
      'A signed transaction must be given as 0x and hexadecimal digits.',
    )
  }
  return value
}
