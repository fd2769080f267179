import { mineRecord, readHead } from './block.ts'
import { ChainError, RpcError } from './errors.ts'
import type { JournalRecord } from './journal.ts'
import type { ChainNode } from './node.ts'
import { listSnapshots, readSnapshot } from './snapshots.ts'

type Log = (line: string) => void

const loadSnapshot = async (
  start: () => Promise<ChainNode>,
  records: readonly JournalRecord[],
  folder: string,
  log: Log,
): Promise<{ node: ChainNode; n: number }> => {
  for (const n of listSnapshots(folder)) {
    const snapshot = readSnapshot(folder, n)
    if (snapshot === undefined || records[n - 1]?.hash !== snapshot.hash) {
      log(`chain: the dump of block ${n} is damaged or of another history; going on without it`)
      continue
    }
    const node = await start()
    try {
      await node.rpc.call('anvil_loadState', [`0x${snapshot.state.toString('hex')}`])
      if ((await readHead(node.rpc)).hash === snapshot.hash) return { node, n }
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
    }
    log(`chain: the node does not take the dump of block ${n}; going on without it`)
    await node.stop()
  }
  return { node: await start(), n: 0 }
}

/**
 * Brings a new node to the end of the journal: from the newest good dump, then block by block, comparing each hash.
 * @throws ChainError if a block comes out otherwise than it was acknowledged.
 */
export const restoreNode = async (
  start: () => Promise<ChainNode>,
  records: readonly JournalRecord[],
  snapshotFolder: string,
  log: Log,
): Promise<{ node: ChainNode; fromSnapshot: number }> => {
  const { node, n } = await loadSnapshot(start, records, snapshotFolder, log)
  try {
    let told = Date.now()
    for (const record of records.slice(n)) {
      const mined = await mineRecord(node.rpc, record)
      if (mined.hash !== record.hash || mined.number !== record.n) {
        throw new ChainError(
          `Block ${record.n} comes out as ${mined.hash}, but was acknowledged as ${record.hash}. The data folder is ` +
            'damaged or was made by another version of the node; nothing was changed. Restore it from a copy, or start ' +
            'the version that made it.',
        )
      }
      if (Date.now() - told > 1000) {
        told = Date.now()
        log(`chain: replaying block ${record.n} of ${records.length}`)
      }
    }
    return { node, fromSnapshot: n }
  } catch (error) {
    await node.stop()
    if (error instanceof RpcError) {
      throw new ChainError(
        `The journal does not replay: ${error.message}. Restore the data folder from a copy.`,
        {
          cause: error,
        },
      )
    }
    throw error
  }
}
