import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { causeOf } from '../database/causeOf.ts'
import type { ChainState } from '../http/context.ts'
import type { Metrics } from '../http/metrics.ts'
import { type FollowerSettings, follower } from './follow.ts'
import { IndexerProblem, type IndexerProblemCode } from './problem.ts'
import { silentAfter, writeStatus } from './status.ts'

export interface IndexerSettings extends Omit<FollowerSettings, 'onMismatch' | 'onCommit' | 'onRollBack'> {
  readonly metrics: Metrics
  readonly pollMilliseconds?: number
  /** Told after each commit or roll-back. */
  readonly onChange: () => void
}

const problemOf = (error: unknown): { code: IndexerProblemCode; message: string } => {
  if (error instanceof IndexerProblem) return error
  const { name = '', message = '' } = error as Error
  if (/Timeout|HttpRequest|fetch/i.test(`${name} ${message}`))
    return { code: 'unreachable', message: 'The node does not answer.' }
  // Whoever asks is told this; where the database stands and what it says is for the log.
  return { code: 'failed', message: 'What was read could not be written; the log says why.' }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, { signal }).catch(() => undefined)

/** Runs the indexer until it is closed. What keeps it from writing is a state, told and measured, and ends by itself. */
export const runIndexer = ({
  metrics,
  pollMilliseconds = 250,
  onChange,
  log,
  ...settings
}: IndexerSettings & { log: Logger }) => {
  const state: { head: ChainState['head']; problem: string | null } = { head: null, problem: null }
  const aborter = new AbortController()
  const { step } = follower({
    ...settings,
    log,
    onCommit: (checkpoint, { events }) => {
      metrics.events.inc(events.length)
      metrics.indexedBlock.set(checkpoint.block)
      onChange()
      // Reading all of a long chain is one step, and those who only answer must hear that it goes on.
      void tell()
    },
    onHead: ({ number, time }) => {
      state.head = { block: number, time }
      metrics.headBlock.set(number)
    },
    onRollBack: () => {
      metrics.rollBacks.inc()
      onChange()
    },
    onMismatch: () => metrics.mismatches.inc(),
  })
  let told = ''
  let toldAt = 0
  /** Tells processes that only answer; when something changed, and now and then to show that it still runs. */
  const tell = async () => {
    const now = JSON.stringify(state)
    if (now === told && performance.now() - toldAt < silentAfter * 100) return
    try {
      await writeStatus(settings.database, state)
      told = now
      toldAt = performance.now()
    } catch {
      // A database that is gone is a problem the next step tells of.
    }
  }
  const loop = async () => {
    let failures = 0
    while (!aborter.signal.aborted) {
      try {
        const { checkpoint } = await step(() => aborter.signal.aborted)
        // A start that finds nothing new to read is at a block too.
        if (checkpoint !== null) metrics.indexedBlock.set(checkpoint.block)
        if (state.problem !== null) log.info('the indexer is well again')
        if (failures > 0) metrics.problem.reset()
        state.problem = null
        failures = 0
      } catch (error) {
        const { code, message } = problemOf(error)
        failures += 1
        // One contradiction may be a block that came between two questions; the second time it is the node.
        if (failures > 1 && state.problem !== message) {
          metrics.problem.reset()
          metrics.problem.set({ code }, 1)
          state.problem = message
          log.warn({ code, ...(code === 'failed' ? { cause: causeOf(error) } : {}) }, message)
        }
      }
      await tell()
      await pause(Math.min(pollMilliseconds * 2 ** Math.max(0, failures - 1), 5_000), aborter.signal)
    }
  }
  const done = loop()
  return {
    state: (): ChainState => state,
    close: async () => {
      aborter.abort()
      await done
    },
  }
}
