import type { JournalRecord } from './journal.ts'
import type { Sequencer } from './sequencer.ts'
import { writeSnapshot } from './snapshots.ts'

/** Milliseconds of mining that a start may have to repeat before a dump is worth while. */
const worthOnClose = 300
const worthWhenIdle = 1_000
const worthAlways = 5_000
/** Dumping takes at most about a tenth of the time. */
const timesTheLastDump = 10
const idleCheck = 2_000

/** Writes dumps now and then, so that a start replays a few seconds at most. */
export type Dumper = {
  /** Told of each block with the milliseconds it took. */
  mined(milliseconds: number): void
  start(sequencer: Sequencer): void
  /** Writes a dump now; a failure is logged, for the journal holds everything. */
  dump(): Promise<void>
  /** Writes a last dump if that spares the next start something. */
  stop(): Promise<void>
}

export const createDumper = (
  folder: string,
  records: readonly JournalRecord[],
  log: (line: string) => void,
): Dumper => {
  let sinceDump = 0
  let lastDump = 0
  let dumping: Promise<void> | undefined
  let sequencer: Sequencer | undefined
  let timer: NodeJS.Timeout | undefined

  const dump = (): Promise<void> => {
    if (sequencer === undefined) return Promise.resolve()
    dumping ??= sequencer
      .quietly(async (rpc) => {
        const started = performance.now()
        const head = records.at(-1)
        if (head === undefined) return
        const state = (await rpc.call('anvil_dumpState')) as string
        await writeSnapshot(folder, { n: head.n, hash: head.hash, state: Buffer.from(state.slice(2), 'hex') })
        sinceDump = 0
        lastDump = performance.now() - started
      })
      // The journal holds everything; without a dump the next start only takes longer.
      .catch((error: Error) => log(`chain: no dump was written (${error.message})`))
      .finally(() => {
        dumping = undefined
      })
    return dumping
  }

  return {
    mined(milliseconds) {
      sinceDump += milliseconds
      if (sinceDump > Math.max(worthAlways, timesTheLastDump * lastDump)) void dump()
    },
    dump,
    start(given) {
      sequencer = given
      timer = setInterval(() => {
        if (sinceDump > worthWhenIdle && given.idle()) void dump()
      }, idleCheck)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await dumping
      if (sinceDump > worthOnClose) await dump()
    },
  }
}
