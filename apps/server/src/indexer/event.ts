import type { HurongEvent } from '@hurong/sdk'

/** Where and when an event happened. */
export interface EventPlace {
  /** Block × 100,000 + log index. */
  readonly id: number
  readonly block: number
  readonly logIndex: number
  readonly transaction: string
  /** Time of the block. */
  readonly at: number
}
export type IndexedEvent = HurongEvent & EventPlace

const logsPerBlock = 100_000

export const eventIdOf = (block: number, logIndex: number): number => {
  if (logIndex >= logsPerBlock)
    throw new RangeError(`Block ${block} has a log ${logIndex}; ids end at ${logsPerBlock}.`)
  return block * logsPerBlock + logIndex
}
/** The first id an event of a block can have. */
export const firstEventIdOf = (block: number): number => block * logsPerBlock
