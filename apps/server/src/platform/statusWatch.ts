import type { Database } from '../database/database.ts'
import type { ChainState } from '../http/context.ts'
import { readStatus } from '../indexer/status.ts'

/** Knows what the indexer of another process says of itself, for a process that only answers. */
export const watchStatus = (database: Database, { pollMilliseconds = 1_000 } = {}) => {
  let state: ChainState = { head: null, problem: 'The indexer has not been asked after yet.' }
  const look = async (): Promise<void> => {
    try {
      state = await readStatus(database)
    } catch {
      state = { head: state.head, problem: 'The database does not answer.' }
    }
  }
  let looking: Promise<void> | undefined
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined
    })
  }, pollMilliseconds)
  timer.unref()
  return {
    state: () => state,
    look,
    close: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
