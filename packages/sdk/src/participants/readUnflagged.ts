import { type Address, getAbiItem, padHex, toEventSelector } from 'viem'
import { notesAbi } from '../abi/index.ts'
import type { ReadContext } from '../client/context.ts'
import { decodeLogs, readLogsByTopics } from '../events/index.ts'
import { readHolding } from '../notes/index.ts'
import { readFormerWallets } from './readFormerWallets.ts'
import { readWallets } from './readWallets.ts'

/** Holdings of one wallet, by their series. */
export interface HoldingsOf {
  readonly holder: Address
  readonly ids: readonly bigint[]
}

const transferTopic = toEventSelector(getAbiItem({ abi: notesAbi, name: 'Transfer' }))

/** How many holdings are read at once; a transport that batches makes one request of them. */
const readsAtOnce = 50

/** The series of which notes ever came to each of these wallets. */
const readReceived = async (
  context: ReadContext,
  wallets: readonly Address[],
): Promise<{ holder: Address; id: bigint }[]> => {
  const topics = [transferTopic, null, wallets.map((wallet) => padHex(wallet, { size: 32 }))]
  const toBlock = await context.publicClient.getBlockNumber({ cacheTime: 0 })
  const logs = await readLogsByTopics(context, {
    address: context.deployment.contracts.notes,
    topics,
    toBlock,
  })
  const received = new Map<string, { holder: Address; id: bigint }>()
  for (const event of decodeLogs(context.deployment, logs)) {
    if (event.contract !== 'notes' || event.name !== 'Transfer') continue
    const { receiver: holder, id } = event.args
    received.set(`${holder} ${id}`, { holder, id })
  }
  return [...received.values()]
}

/**
 * What a participant holds, in all wallets and those that left, of which claims do not ask yet whether its holder is frozen.
 * Whoever is frozen is given no notes, so of them the list only gets shorter.
 * @throws HurongError if the chain could not be read.
 */
export const readUnflagged = async (
  context: ReadContext,
  { participantId }: { participantId: number },
): Promise<HoldingsOf[]> => {
  const wallets = (
    await Promise.all([
      readWallets(context, { participantId }),
      readFormerWallets(context, { participantId }),
    ])
  ).flat()
  const received = wallets.length === 0 ? [] : await readReceived(context, wallets)
  const unflagged = new Map<Address, bigint[]>()
  for (let start = 0; start < received.length; start += readsAtOnce) {
    const some = received.slice(start, start + readsAtOnce)
    const holdings = await Promise.all(
      some.map(({ holder, id }) => readHolding(context, { seriesId: id, holder })),
    )
    for (const [place, { balance, flagged }] of holdings.entries()) {
      const found = some[place]
      if (found === undefined || balance === 0n || flagged) continue
      unflagged.set(found.holder, [...(unflagged.get(found.holder) ?? []), found.id])
    }
  }
  return [...unflagged].map(([holder, ids]) => ({ holder, ids }))
}

/** The first `count` of some holdings, wallet by wallet. */
export const firstOf = (holdings: readonly HoldingsOf[], count: number): HoldingsOf[] => {
  const first: HoldingsOf[] = []
  let left = count
  for (const { holder, ids } of holdings) {
    if (left <= 0) break
    first.push({ holder, ids: ids.slice(0, left) })
    left -= ids.length
  }
  return first
}
