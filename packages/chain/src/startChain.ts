import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createAnswer } from './answer.ts'
import type { MinedBlock } from './block.ts'
import { createClock } from './clock.ts'
import { createDumper } from './dumper.ts'
import { type GenesisWish, openGenesis } from './genesis.ts'
import { openJournal } from './journal.ts'
import { lockFolder } from './lock.ts'
import { makeFolder } from './makeFolder.ts'
import { endOrphan, startNode } from './node.ts'
import { restoreNode } from './restore.ts'
import { createSequencer, type Sequencer } from './sequencer.ts'
import { serveRpc } from './server.ts'
import { superviseNode } from './supervisor.ts'
import { type ChainTime, createTime } from './time.ts'

/** What a chain is started with. */
export type ChainOptions = GenesisWish & {
  /** The chain's own folder; nothing else may write into it. It is made if missing. */
  readonly dataDir: string
  /** The port to serve on; 0 takes a free one. */
  readonly port: number
  /** Told what happens, a line at a time. */
  readonly log?: (line: string) => void
  /** Origins of pages, beside those of this machine, that may use the chain; `*` for all. */
  readonly allowedOrigins?: readonly string[]
  /** Why nobody but `hurong_mine` may change the chain now, as a sentence; undefined while everybody may. */
  readonly closed?: () => string | undefined
  /** Told once if the chain cannot go on; nothing acknowledged is lost. */
  readonly failed?: (error: Error) => void
}

/** A running chain. */
export type Chain = ChainTime & {
  /** Where it answers JSON-RPC. */
  readonly url: string
  readonly port: number
  readonly chainId: number
  /** Mines exactly these signed transactions, in this order, into one block at this second (seconds since 1970). */
  mine(block: { timestamp: number; raws: readonly string[] }): Promise<MinedBlock>
  /** Writes the state down, so that the next start replays nothing before it. It happens by itself now and then. */
  dump(): Promise<void>
  /** Finishes what was begun and gives the folder back. */
  close(): Promise<void>
}

/**
 * Starts the chain of a data folder, or goes on with it: everything acknowledged is there again.
 * @throws ChainError with a sentence if the folder is in use, of another format or chain, or damaged, or cannot be made, or the port is taken.
 */
export const startChain = async (options: ChainOptions): Promise<Chain> => {
  const { dataDir, log = () => undefined, failed = () => undefined, closed = () => undefined } = options
  makeFolder(dataDir)
  const undo: (() => unknown)[] = [lockFolder(dataDir)]
  try {
    const genesis = openGenesis(dataDir, options)
    await endOrphan(dataDir, log)
    const journal = await openJournal(join(dataDir, 'journal'), log)
    undo.push(() => journal.close())
    const { records } = journal
    const snapshots = join(dataDir, 'snapshots')
    const clock = createClock(records.at(-1)?.offset ?? genesis.offset)

    let sequencer: Sequencer | undefined
    const restore = async () => {
      // A record on its way to the disk belongs to what is restored.
      await sequencer?.settled()
      const started = performance.now()
      const { node, fromSnapshot } = await restoreNode(
        () => startNode(dataDir, genesis),
        records,
        snapshots,
        log,
      )
      const replayed = records.length - fromSnapshot
      if (records.length > 0) {
        log(
          `chain: block ${records.length}, ${replayed} of them replayed in ${Math.round(performance.now() - started)} ms`,
        )
      }
      return node
    }
    const supervisor = await superviseNode(restore, failed, log)
    undo.push(() => supervisor.close())
    const dumper = createDumper(snapshots, records, log)
    sequencer = createSequencer({
      supervisor,
      journal,
      clock,
      genesisTimestamp: genesis.timestamp,
      mined: (milliseconds) => dumper.mined(milliseconds),
    })
    const running = sequencer
    dumper.start(running)
    undo.push(() => running.close())
    undo.push(() => dumper.stop())

    const time = createTime(clock, running)
    const headTimestamp = () => records.at(-1)?.timestamp ?? genesis.timestamp
    const answer = createAnswer({ supervisor, sequencer: running, clock, time, headTimestamp, closed })
    const server = await serveRpc(options.port, answer, options.allowedOrigins ?? [])
    undo.push(() => {
      server.close()
      server.closeIdleConnections()
      // Idle now or not: whoever still waits is answered by the sequencer first, which is closed after this.
      setTimeout(() => server.closeAllConnections(), 200).unref()
    })
    const { port } = server.address() as AddressInfo
    let closing: Promise<void> | undefined
    return {
      ...time,
      url: `http://127.0.0.1:${port}`,
      port,
      chainId: genesis.chainId,
      mine: ({ timestamp, raws }) => running.mine(timestamp, raws),
      dump: () => dumper.dump(),
      close: () => {
        closing ??= undoAll(undo)
        return closing
      },
    }
  } catch (error) {
    await undoAll(undo)
    throw error
  }
}

const undoAll = async (undo: readonly (() => unknown)[]): Promise<void> => {
  for (const step of [...undo].reverse()) await step()
}
