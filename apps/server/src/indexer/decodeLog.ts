import type { ContractName, Deployment } from '@hurong/sdk'
import { contractAbis, contractNames } from '@hurong/sdk'
import { type AbiEvent, type AbiParameter, decodeAbiParameters, type Hex, toEventSelector } from 'viem'
import { type EventPlace, eventIdOf, type IndexedEvent } from './event.ts'
import type { RawLog } from './rpc.ts'

interface EventDecoder {
  readonly contract: ContractName
  readonly name: string
  readonly indexed: readonly AbiParameter[]
  readonly plain: readonly AbiParameter[]
}

/** Values that fit a topic: static, one word. Whole numbers as viem gives them, bigint above 48 bits. */
const topicValue = (type: string, topic: string): unknown => {
  if (type === 'address') return `0x${topic.slice(26)}`
  if (type.startsWith('uint')) return Number(type.slice(4)) > 48 ? BigInt(topic) : Number(topic)
  if (type === 'bool') return topic.endsWith('1')
  return topic
}

const lowerAddresses = (parameters: readonly AbiParameter[], values: readonly unknown[]): unknown[] =>
  values.map((value, i) => (parameters[i]?.type === 'address' ? (value as string).toLowerCase() : value))

const decodersOf = (contract: ContractName): Map<string, EventDecoder> =>
  new Map(
    (contractAbis[contract] as readonly { type: string }[])
      .filter((item): item is AbiEvent => item.type === 'event')
      .map((event) => [
        toEventSelector(event),
        {
          contract,
          name: event.name,
          indexed: event.inputs.filter((input) => input.indexed === true),
          plain: event.inputs.filter((input) => input.indexed !== true),
        },
      ]),
  )

/** Which addresses and first topics are the contracts' own; what a block's bloom is searched for. */
export interface LogDecoder {
  readonly addresses: readonly string[]
  readonly topics: readonly string[]
  /** @returns undefined for an event the contracts' ABIs do not have. Addresses in it are lower case. */
  readonly decode: (log: RawLog, at: number) => IndexedEvent | undefined
}

/**
 * Decodes the logs of a deployment. The events are looked up by their selector and their fields decoded from the ABI
 * directly: at tens of thousands of events, searching the ABI for each would cost more than all the rest.
 */
export const logDecoder = (deployment: Deployment): LogDecoder => {
  const byAddress = new Map(
    contractNames.map((name) => [deployment.contracts[name].toLowerCase(), decodersOf(name)]),
  )
  const decode = (log: RawLog, at: number): IndexedEvent | undefined => {
    const decoder = byAddress.get(log.address.toLowerCase())?.get(log.topics[0] ?? '')
    if (decoder === undefined) return undefined
    const args: Record<string, unknown> = {}
    decoder.indexed.forEach((input, i) => {
      args[input.name as string] = topicValue(input.type, log.topics[i + 1] ?? '0x0')
    })
    if (decoder.plain.length > 0) {
      const values = lowerAddresses(
        decoder.plain,
        decodeAbiParameters(decoder.plain, log.data as Hex) as readonly unknown[],
      )
      decoder.plain.forEach((input, i) => {
        args[input.name as string] = values[i]
      })
    }
    const block = Number(log.blockNumber)
    const logIndex = Number(log.logIndex)
    const place: EventPlace = {
      id: eventIdOf(block, logIndex),
      block,
      logIndex,
      transaction: log.transactionHash,
      at,
    }
    return { contract: decoder.contract, name: decoder.name, args, ...place } as unknown as IndexedEvent
  }
  return {
    addresses: [...byAddress.keys()],
    topics: [...new Set([...byAddress.values()].flatMap((decoders) => [...decoders.keys()]))],
    decode,
  }
}
