import type { Address } from 'viem'
import { accountEventTopics, decodeAccountEvent, rememberAccounts } from '../accounts/index.ts'
import type { ReadContext } from '../client/index.ts'
import { toHurongError } from '../errors/index.ts'
import { readLogsByTopics } from '../events/index.ts'

const topics = accountEventTopics(['ScheduledCallsExecuted', 'RecoveryFinalised'])
/** More than this many blocks are not asked for at once. */
const blocksAtOnce = 2_000n

/** The first block from some time on, by halving; the one after the head where there is none. */
const firstBlockFrom = async ({ publicClient, deployment }: ReadContext, since: number, head: bigint) => {
  let [low, high] = [BigInt(deployment.deployedAtBlock), head + 1n]
  while (low < high) {
    const blockNumber = (low + high) >> 1n
    if (Number((await publicClient.getBlock({ blockNumber })).timestamp) < since) low = blockNumber + 1n
    else high = blockNumber
  }
  return low
}

/**
 * How often somebody did for each account what was announced or proposed. The chain remembers it for whoever is started again.
 * @param since Seconds since 1970.
 * @throws HurongError
 */
export const readDone = async (
  context: ReadContext,
  by: Address,
  since: number,
): Promise<Map<Address, number>> => {
  const done = new Map<Address, number>()
  if (context.deployment.accounts === undefined) return done
  const isOurs = rememberAccounts(context)
  try {
    const head = await context.publicClient.getBlockNumber({ cacheTime: 0 })
    for (let from = await firstBlockFrom(context, since, head); from <= head; from += blocksAtOnce) {
      const toBlock = from + blocksAtOnce - 1n < head ? from + blocksAtOnce - 1n : head
      for (const log of await readLogsByTopics(context, { topics: [topics], fromBlock: from, toBlock })) {
        const event = decodeAccountEvent(log)
        if (event === undefined || !('caller' in event.args)) continue
        const account = log.address.toLowerCase() as Address
        if (event.args.caller.toLowerCase() !== by.toLowerCase() || !(await isOurs(account))) continue
        done.set(account, (done.get(account) ?? 0) + 1)
      }
    }
  } catch (error) {
    throw toHurongError(error)
  }
  return done
}
