import type { ReadContext } from '../client/context.ts'
import { toHurongError } from '../errors/index.ts'
import type { DecodedLog } from './decodeLog.ts'

/** An event whose block's time is known. */
export type TimedLog = DecodedLog & { readonly time: number }

const blocksAtOnce = 50

/** Adds block times where the node did not tell them with the logs. @throws HurongError */
export const withTimes = async (
  { publicClient }: Pick<ReadContext, 'publicClient'>,
  events: readonly DecodedLog[],
): Promise<TimedLog[]> => {
  const times = new Map<bigint, number>()
  const missing = [
    ...new Set(events.filter(({ time }) => time === undefined).map((event) => event.blockNumber)),
  ]
  try {
    for (let start = 0; start < missing.length; start += blocksAtOnce)
      await Promise.all(
        missing.slice(start, start + blocksAtOnce).map(async (blockNumber) => {
          times.set(blockNumber, Number((await publicClient.getBlock({ blockNumber })).timestamp))
        }),
      )
  } catch (error) {
    throw toHurongError(error)
  }
  return events.map(
    (event) => ({ ...event, time: event.time ?? times.get(event.blockNumber) ?? 0 }) as TimedLog,
  )
}
