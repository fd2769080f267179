import type { Abi, Address, ContractEventArgsFromTopics, ContractEventName, Hex, Log } from 'viem'
import { decodeEventLog } from 'viem'
import type { ContractAbis, ContractName } from '../abi/index.ts'
import { contractAbis, contractNames } from '../abi/index.ts'
import type { Deployment } from '../deployments/index.ts'

/** Every event of every contract, told apart by `contract` and `name`. */
export type HurongEvent = {
  [C in ContractName]: {
    [N in ContractEventName<ContractAbis[C]>]: {
      readonly contract: C
      readonly name: N
      readonly args: ContractEventArgsFromTopics<ContractAbis[C], N>
    }
  }[ContractEventName<ContractAbis[C]>]
}[ContractName]

/** One event, narrowed to a contract's name for it. */
export type HurongEventOf<C extends ContractName, N extends ContractEventName<ContractAbis[C]>> = Extract<
  HurongEvent,
  { contract: C; name: N }
>

/** A log as a node gives it, as far as decoding needs it. */
export type RawLog = { readonly address: Address; readonly topics: readonly Hex[]; readonly data: Hex }

/** Where an event stands on the chain. */
export type LogPlace = {
  readonly blockNumber: bigint
  readonly logIndex: number
  readonly transactionHash: Hex
  readonly transactionIndex: number
  /** Time of its block, seconds since 1970, where the node tells it with the log. */
  readonly time: number | undefined
}
export type DecodedLog = HurongEvent & LogPlace

const names = new WeakMap<Deployment, Map<string, ContractName>>()
const contractAt = (deployment: Deployment, address: Address): ContractName | undefined => {
  let byAddress = names.get(deployment)
  if (byAddress === undefined) {
    byAddress = new Map(contractNames.map((name) => [deployment.contracts[name].toLowerCase(), name]))
    names.set(deployment, byAddress)
  }
  return byAddress.get(address.toLowerCase())
}

/**
 * Decodes one raw log.
 * @returns undefined if it is not of one of the deployment's contracts, or not an event their ABI has.
 */
export const decodeLog = (deployment: Deployment, log: RawLog): HurongEvent | undefined => {
  const contract = contractAt(deployment, log.address)
  if (contract === undefined || log.topics.length === 0) return undefined
  try {
    const { eventName, args } = decodeEventLog({
      abi: contractAbis[contract] as Abi,
      topics: log.topics as [Hex, ...Hex[]],
      data: log.data,
    })
    return { contract, name: eventName, args: args ?? {} } as unknown as HurongEvent
  } catch {
    return undefined
  }
}

/** Decodes the logs that are the contracts' own, with where each stands; logs of blocks to come are left out. */
export const decodeLogs = (deployment: Deployment, logs: readonly Log[]): DecodedLog[] =>
  logs.flatMap((log) => {
    const event = decodeLog(deployment, log)
    if (event === undefined || log.blockNumber === null || log.logIndex === null) return []
    const { blockNumber, logIndex, transactionHash, transactionIndex } = log
    // Not every node has it, and viem leaves it as it came.
    const { blockTimestamp } = log as { blockTimestamp?: bigint | number | Hex | null }
    const time = blockTimestamp === undefined || blockTimestamp === null ? undefined : Number(blockTimestamp)
    return [{ ...event, blockNumber, logIndex, transactionHash, transactionIndex, time } as DecodedLog]
  })
