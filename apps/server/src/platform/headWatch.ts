import type { StreamChange } from '@hurong/sdk/api'
import { and, gt, lte } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { chainEvents } from '../database/schema.ts'
import { type Checkpoint, readCheckpoint } from '../indexer/checkpoint.ts'
import { firstEventIdOf } from '../indexer/event.ts'

type Listener = (change: StreamChange) => void

/** Events beyond which a change names nothing: while catching up everybody reads everything again anyway. */
const namedAtMost = 500

const namesOf = async (database: Database, from: number, to: number) => {
  const events = await database
    .select({ loan: chainEvents.loanNumber, participant: chainEvents.participantId, data: chainEvents.data })
    .from(chainEvents)
    .where(
      and(gt(chainEvents.id, firstEventIdOf(from + 1) - 1), lte(chainEvents.id, firstEventIdOf(to + 1) - 1)),
    )
    .limit(namedAtMost + 1)
  if (events.length > namedAtMost) return { loans: [], participants: [], holders: [] }
  const nobody = /^0x0{40}$/
  const holders = events.flatMap(({ data }) =>
    [data.holder, data.sender, data.receiver, data.account, data.payer].filter(
      (name): name is string => name !== undefined && !nobody.test(name),
    ),
  )
  const set = <T>(values: readonly (T | null)[]) =>
    [...new Set(values)].filter((value): value is T => value !== null)
  return {
    loans: set(events.map(({ loan }) => loan)),
    participants: set(events.map(({ participant }) => participant)),
    holders: set(holders),
  }
}

/**
 * Knows up to which block the rows are, and tells who listens. The indexer of the same process calls `look` after each
 * commit; beside that the checkpoint is looked at now and then, for an indexer that runs elsewhere.
 */
export const watchHead = (database: Database, { pollMilliseconds = 500 } = {}) => {
  let current: Checkpoint | null = null
  const listeners = new Set<Listener>()
  let looking: Promise<void> | undefined
  let again = false

  const lookOnce = async (): Promise<void> => {
    const seen = await readCheckpoint(database)
    const before = current
    if (seen?.hash === before?.hash) return
    current = seen
    if (seen === null || listeners.size === 0) return
    const undone = before === null || seen.block <= before.block
    const names = undone
      ? { loans: [], participants: [], holders: [] }
      : await namesOf(database, before.block, seen.block)
    for (const listener of listeners) listener({ block: seen.block, time: seen.time, ...names })
  }
  const look = (): Promise<void> => {
    again = looking !== undefined
    looking ??= (async () => {
      try {
        do {
          again = false
          await lookOnce()
        } while (again)
      } finally {
        looking = undefined
      }
    })()
    return looking
  }
  // A database that is gone for a moment is looked at again the next time.
  const timer = setInterval(() => void look().catch(() => undefined), pollMilliseconds)
  timer.unref()
  return {
    current: () => current,
    look,
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => clearInterval(timer),
  }
}
export type HeadWatch = ReturnType<typeof watchHead>
