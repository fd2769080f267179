import { getAbiItem, type Hex, numberToHex, toEventSelector } from 'viem'
import { participantsAbi } from '../abi/index.ts'
import type { ReadContext } from '../client/context.ts'
import { decodeLogs, readLogsByTopics } from '../events/index.ts'

const relationTopic = toEventSelector(getAbiItem({ abi: participantsAbi, name: 'RelationSet' }))

/**
 * Whom a participant is related to now, whichever side it was told from, after all that was ever told. Contracts keep no list.
 * @returns Ids of participants.
 * @throws HurongError
 */
export const readRelations = async (
  context: ReadContext,
  { participantId }: { participantId: number },
): Promise<number[]> => {
  const { publicClient, deployment } = context
  const address = deployment.contracts.participants
  const toBlock = await publicClient.getBlockNumber({ cacheTime: 0 })
  const they = numberToHex(participantId, { size: 32 })
  const ask = (topics: readonly (Hex | null)[]) =>
    readLogsByTopics(context, { address, topics: [relationTopic, ...topics], toBlock })
  const logs = (await Promise.all([ask([they]), ask([null, they])])).flat()
  const related = new Set<number>()
  const inOrder = decodeLogs(deployment, logs).sort(
    (a, b) => Number(a.blockNumber - b.blockNumber) || a.logIndex - b.logIndex,
  )
  for (const event of inOrder) {
    if (event.name !== 'RelationSet') continue
    const { participantId: one, relatedId, related: isRelated } = event.args
    const other = one === participantId ? relatedId : one
    if (isRelated) related.add(other)
    else related.delete(other)
  }
  return [...related]
}
