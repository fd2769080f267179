import { type BloomBits, bloomBitsOf, bloomHas } from './bloom.ts'
import type { LogDecoder } from './decodeLog.ts'
import type { IndexedEvent } from './event.ts'
import { IndexerProblem } from './problem.ts'
import type { Header, RawLog, Rpc } from './rpc.ts'

/** A stretch of the chain whose blocks follow one on another and whose events are all there. */
export interface Range {
  readonly headers: readonly Header[]
  readonly events: readonly IndexedEvent[]
}

const readHeaders = async (rpc: Rpc, from: number, to: number): Promise<Header[]> => {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const headers = await Promise.all(numbers.map((number) => rpc.header(number)))
  return headers.map((header, i) => {
    if (header === null || header.number !== numbers[i])
      throw new IndexerProblem(
        'blockMissing',
        `The node tells of block ${to} but does not give block ${numbers[i]}.`,
      )
    return header
  })
}

const checkLinks = (headers: readonly Header[]): void => {
  headers.forEach((header, i) => {
    const before = headers[i - 1]
    if (before !== undefined && header.parentHash !== before.hash)
      throw new IndexerProblem(
        'blocksDisagree',
        `Block ${header.number} does not follow block ${before.number}.`,
      )
  })
}

const place = (log: RawLog) => `${log.transactionHash}:${Number(log.logIndex)}`

/** Compares the logs of a block with its receipts. @throws IndexerProblem if they differ. */
const checkReceipts = async (rpc: Rpc, decoder: LogDecoder, header: Header, logs: readonly RawLog[]) => {
  const receipts = await rpc.receipts(header)
  const own = receipts
    .flatMap((receipt) => receipt.logs)
    .filter((log) => decoder.addresses.includes(log.address.toLowerCase()))
  const wrongBlock = own.some((log) => log.blockHash !== header.hash)
  const given = new Set(logs.map(place))
  if (
    wrongBlock ||
    receipts.length !== header.transactions.length ||
    own.length !== given.size ||
    !own.every((log) => given.has(place(log)))
  )
    throw new IndexerProblem(
      'logsMissing',
      `The node gives ${given.size} logs of the contracts in block ${header.number}, its receipts ${own.length}.`,
    )
}

/** Reads stretches of the chain of one deployment and believes no single answer. */
export const rangeReader = (rpc: Rpc, decoder: LogDecoder) => {
  const addressBits: readonly BloomBits[] = decoder.addresses.map(bloomBitsOf)
  const topicBits = new Map(decoder.topics.map((topic) => [topic, bloomBitsOf(topic)]))

  /** Whether the header's bloom tells of a contract or a kind of event that the logs lack. */
  const lacksSomething = (header: Header, logs: readonly RawLog[]): boolean => {
    const present = decoder.addresses.filter((_, i) => bloomHas(header.bloom, addressBits[i] as BloomBits))
    if (present.length === 0) return logs.length > 0
    const addresses = new Set(logs.map((log) => log.address.toLowerCase()))
    if (present.some((address) => !addresses.has(address))) return true
    const topics = new Set(logs.map((log) => log.topics[0]))
    for (const [topic, bits] of topicBits) if (!topics.has(topic) && bloomHas(header.bloom, bits)) return true
    return false
  }

  /**
   * Reads blocks `from` to `to` with the contracts' events.
   * @param exactFrom From this block on the logs are compared with the receipts; before it, where the chain is settled,
   * only where the header's bloom tells of something the logs lack.
   * @throws IndexerProblem if an answer contradicts another.
   */
  return async (from: number, to: number, exactFrom: number): Promise<Range> => {
    const [headers, logs] = await Promise.all([
      readHeaders(rpc, from, to),
      rpc.logs(decoder.addresses, from, to),
    ])
    checkLinks(headers)
    const byBlock = new Map<number, RawLog[]>()
    for (const log of logs) {
      const number = Number(log.blockNumber)
      const header = headers[number - from]
      if (header === undefined || header.hash !== log.blockHash)
        throw new IndexerProblem(
          'blocksDisagree',
          `A log of block ${number} names another block than the header does.`,
        )
      const held = byBlock.get(number)
      if (held === undefined) byBlock.set(number, [log])
      else held.push(log)
    }
    const doubtful = headers.filter((header) => {
      const own = byBlock.get(header.number) ?? []
      return lacksSomething(header, own) || (header.number >= exactFrom && own.length > 0)
    })
    await Promise.all(
      doubtful.map((header) => checkReceipts(rpc, decoder, header, byBlock.get(header.number) ?? [])),
    )
    const events: IndexedEvent[] = []
    for (const header of headers) {
      const own = byBlock.get(header.number)
      if (own === undefined) continue
      own.sort((a, b) => Number(a.logIndex) - Number(b.logIndex))
      for (const log of own) {
        const event = decoder.decode(log, header.time)
        if (event !== undefined) events.push(event)
      }
    }
    return { headers, events }
  }
}
