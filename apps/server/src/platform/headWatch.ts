import type { StreamChange } from '@hurong/sdk/api'
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { blocks, chainEvents } from '../database/schema.ts'
import { type Checkpoint, readCheckpoint } from '../indexer/checkpoint.ts'
import { firstEventIdOf } from '../indexer/event.ts'

/** A block the rows were at. */
export type Position = Pick<Checkpoint, 'block' | 'hash'>

/** Events beyond which a change names nothing: whoever missed so much reads everything again anyway. */
const namedAtMost = 500

const everything = { everything: true, loans: [], participants: [], holders: [] }

/** What the events after block `from` up to block `to` touched. */
const namesOf = async (database: Database, from: number, to: number) => {
  const events = await database
    .select({ loan: chainEvents.loanNumber, participant: chainEvents.participantId, data: chainEvents.data })
    .from(chainEvents)
    .where(and(gte(chainEvents.id, firstEventIdOf(from + 1)), lt(chainEvents.id, firstEventIdOf(to + 1))))
    .limit(namedAtMost + 1)
  if (events.length > namedAtMost) return everything
  const nobody = /^0x0{40}$/
  const holders = events.flatMap(({ data }) =>
    [data.holder, data.sender, data.receiver, data.account, data.payer].filter(
      (name): name is string => name !== undefined && !nobody.test(name),
    ),
  )
  const set = <T>(values: readonly (T | null)[]) =>
    [...new Set(values)].filter((value): value is T => value !== null)
  return {
    everything: false,
    loans: set(events.map(({ loan }) => loan)),
    participants: set(events.map(({ participant }) => participant)),
    holders: set(holders),
  }
}

/** Whether a block is still of the chain that the rows are of. Those older than the blocks kept are final. */
const isOurs = async (database: Database, { block, hash }: Position): Promise<boolean> => {
  const [kept] = await database.select().from(blocks).where(eq(blocks.number, block))
  if (kept !== undefined) return kept.hash === hash
  const [oldest] = await database.select().from(blocks).orderBy(asc(blocks.number)).limit(1)
  return oldest !== undefined && block < oldest.number
}

const changeBetween = async (database: Database, from: Position | null, to: Checkpoint) => {
  const { block, time } = to
  const follows = from !== null && from.block < block && (await isOurs(database, from))
  return { block, time, ...(follows ? await namesOf(database, from.block, block) : everything) }
}

/**
 * Knows up to which block the rows are, and tells who listens that they moved. The indexer of the same process calls
 * `look` after each commit; beside that the checkpoint is looked at now and then, for an indexer that runs elsewhere.
 */
export const watchHead = (database: Database, { pollMilliseconds = 500 } = {}) => {
  let current: Checkpoint | null = null
  const listeners = new Set<() => void>()
  /** Changes up to the current block, by where they begin: most who follow begin at the same. */
  let changes = new Map<string, Promise<StreamChange>>()
  let looking: Promise<void> | undefined
  let again = false

  const lookOnce = async (): Promise<void> => {
    const seen = await readCheckpoint(database)
    if (seen?.hash === current?.hash) return
    current = seen
    changes = new Map()
    for (const listener of listeners) listener()
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
  const listen = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  // A database that is gone for a moment is looked at again the next time.
  const timer = setInterval(() => void look().catch(() => undefined), pollMilliseconds)
  timer.unref()
  return {
    current: () => current,
    look,
    /** What happened from a block up to another. Everything, where what lies between can't be named. */
    changeBetween: (from: Position | null, to: Checkpoint): Promise<StreamChange> => {
      const key = `${from?.block} ${from?.hash} ${to.hash}`
      const known = changes.get(key)
      if (known !== undefined) return known
      const change = changeBetween(database, from, to)
      changes.set(key, change)
      change.catch(() => changes.delete(key))
      return change
    },
    listen,
    /** Resolves once the rows are at a block or past it, or after a time in milliseconds: whether they are. */
    reached: (block: number, within: number): Promise<boolean> => {
      const isThere = () => current !== null && current.block >= block
      if (isThere()) return Promise.resolve(true)
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timeout)
          stop()
          resolve(isThere())
        }
        const timeout = setTimeout(end, within)
        const stop = listen(() => {
          if (isThere()) end()
        })
      })
    },
    close: () => clearInterval(timer),
  }
}
export type HeadWatch = ReturnType<typeof watchHead>
