import type { Deployment } from '@hurong/sdk'
import { loansIssuerIndex } from '@hurong/sdk'
import { desc } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Database } from '../database/database.ts'
import { blocks } from '../database/schema.ts'
import { type Checkpoint, CheckpointMoved, readCheckpoint } from './checkpoint.ts'
import { commitRange } from './commit.ts'
import { logDecoder } from './decodeLog.ts'
import { IndexerProblem } from './problem.ts'
import { type Range, rangeReader } from './readRange.ts'
import { dropRows, rollBack } from './rollBack.ts'
import { RowStore } from './rowStore.ts'
import type { Header, Rpc } from './rpc.ts'

export interface FollowerSettings {
  readonly database: Database
  readonly rpc: Rpc
  readonly deployment: Deployment
  readonly log: Logger
  /** Blocks below the head that may still be reorganised away. */
  readonly finality?: number
  /** Told after each commit. */
  readonly onCommit?: (checkpoint: Checkpoint, range: Range) => void
  /** Told where the node is, before what is missing is read. */
  readonly onHead?: (head: Header) => void
  readonly onRollBack?: (checkpoint: Checkpoint) => void
  readonly onMismatch?: () => void
}

/** Events that a batch aims at: enough to write in bulk, few enough to keep memory small. */
const eventsAimedAt = 2_000
const greatestSpan = 2_000

/**
 * Follows the chain of one deployment into the database. Each call of `step` reads on as far as the head is, or undoes
 * blocks that are no longer the chain's.
 */
export const follower = ({
  database,
  rpc,
  deployment,
  log,
  finality = 64,
  onCommit,
  onHead,
  onRollBack,
  onMismatch,
}: FollowerSettings) => {
  const read = rangeReader(rpc, logDecoder(deployment))
  const notes = deployment.contracts.notes.toLowerCase()
  const { chainId } = deployment
  const projection = {
    loansIssuer: loansIssuerIndex(deployment),
    onMismatch: (loanNumber: number, what: string) => {
      onMismatch?.()
      log.error({ loanNumber, what }, 'the arithmetic here and the contract differ')
    },
  }
  let checkpoint: Checkpoint | null | undefined
  let rows = new RowStore({ empty: false })
  let span = 8
  let greatestHead = 0

  const load = async (): Promise<Checkpoint | null> => {
    checkpoint = await readCheckpoint(database)
    rows = new RowStore({ empty: checkpoint === null })
    return checkpoint
  }

  const checkIdentity = async (held: Checkpoint | null): Promise<void> => {
    const told = await rpc.chainId()
    if (told !== chainId)
      throw new IndexerProblem(
        'chainChanged',
        `The node is on chain ${told}; the deployment is on chain ${chainId}.`,
      )
    if (held !== null && (held.chainId !== chainId || held.notes !== notes))
      throw new IndexerProblem(
        'otherDeployment',
        `The rows are of the contracts at ${held.notes} on chain ${held.chainId}, not of those at ${notes} on chain ${chainId}. Choose another database, or empty this one.`,
      )
  }

  /** The last block of ours that the node still has. @throws IndexerProblem while the node only lags behind. */
  const commonBlock = async (held: Checkpoint, head: Header) => {
    const ours = await database.select().from(blocks).orderBy(desc(blocks.number))
    for (const block of ours) {
      const theirs = await rpc.header(block.number)
      // Nothing is undone because a node does not give what it must have.
      if (theirs === null && block.number <= head.number)
        throw new IndexerProblem(
          'blockMissing',
          `The node tells of block ${head.number} but does not give block ${block.number}.`,
        )
      if (theirs?.hash === block.hash) {
        // A shorter chain that is all ours is a node that lags, or whose head went back: what it lacks may return.
        if (head.number < held.block && block.number >= head.number)
          throw new IndexerProblem(
            'headBehind',
            `The node is at block ${head.number}; block ${held.block} was already read.`,
          )
        return block
      }
    }
    return null
  }

  const undoTo = async (held: Checkpoint, head: Header): Promise<void> => {
    const common = await commonBlock(held, head)
    if (common?.number === held.block && common.hash === held.hash) return
    // Another indexer has undone it already.
    if (common !== null && common.number >= held.block) {
      await load()
      return
    }
    if (common === null && held.block > deployment.deployedAtBlock + finality && head.number < held.block)
      throw new IndexerProblem('headBehind', `The node is at block ${head.number} of another chain.`)
    rows.forget()
    if (common === null) {
      log.warn({ block: held.block }, 'the chain was reorganised deeper than is kept; reading it all again')
      await dropRows(database)
      await load()
    } else {
      log.warn({ from: held.block, to: common.number }, 'the chain was reorganised; undoing blocks')
      checkpoint = await rollBack(database, held, common)
      onRollBack?.(checkpoint)
    }
  }

  /** As `undoTo`; whatever went wrong, the next step begins with what the database holds. */
  const undo = async (held: Checkpoint, head: Header): Promise<void> => {
    try {
      await undoTo(held, head)
    } catch (error) {
      checkpoint = undefined
      if (!(error instanceof CheckpointMoved)) throw error
      await load()
    }
  }

  /** Reads a stretch; a node that refuses so many blocks at once is asked for fewer. */
  const readSpan = async (from: number, head: number, exactFrom: number): Promise<Range> => {
    for (;;) {
      const to = Math.min(head, from + span - 1)
      try {
        return await read(from, to, exactFrom)
      } catch (error) {
        if (error instanceof IndexerProblem || span === 1 || from === to) throw error
        span = Math.max(1, span >> 1)
      }
    }
  }

  const adapt = (range: Range): void => {
    if (range.events.length > eventsAimedAt)
      span = Math.max(1, Math.floor((span * eventsAimedAt) / range.events.length))
    else if (range.events.length < eventsAimedAt >> 1) span = Math.min(greatestSpan, span << 1)
  }

  /**
   * Brings the rows to the node's head.
   * @param stopped Asked between stretches.
   * @returns the head and where the rows are.
   * @throws IndexerProblem why nothing more was written; what was written before it is right.
   */
  const step = async (stopped: () => boolean = () => false) => {
    let held = checkpoint === undefined ? await load() : checkpoint
    await checkIdentity(held)
    const head = await rpc.latest()
    onHead?.(head)
    if (held !== null) {
      const same = head.number === held.block ? head : await rpc.header(held.block)
      if (head.number < held.block || same?.hash !== held.hash) {
        await undo(held, head)
        held = checkpoint ?? null
      }
    }
    if (head.number < greatestHead && held !== null && head.number <= held.block && head.hash !== held.hash)
      throw new IndexerProblem(
        'headBehind',
        `The node is at block ${head.number}; it was at ${greatestHead}.`,
      )
    greatestHead = head.number
    const finalBlock = head.number - finality
    let from = held === null ? deployment.deployedAtBlock : held.block + 1
    let next = from <= head.number ? readSpan(from, head.number, finalBlock) : undefined
    while (next !== undefined && !stopped()) {
      const range: Range = await next
      next = undefined
      const [first] = range.headers
      if (held !== null && first?.parentHash !== held.hash)
        throw new IndexerProblem(
          'blocksDisagree',
          `Block ${first?.number} does not follow block ${held.block}.`,
        )
      from = (range.headers.at(-1) as Header).number + 1
      adapt(range)
      // The next stretch is asked for while this one is written.
      if (from <= head.number) {
        next = readSpan(from, head.number, finalBlock)
        next.catch(() => undefined)
      }
      try {
        held = await commitRange({
          database,
          rows,
          before: held,
          range,
          finalBlock,
          chainId,
          notes,
          ...projection,
        })
      } catch (error) {
        // Another indexer was quicker, or the database failed: start from what it holds.
        checkpoint = undefined
        if (error instanceof CheckpointMoved) return { head, checkpoint: await load() }
        throw error
      }
      checkpoint = held
      onCommit?.(held, range)
    }
    return { head, checkpoint: held }
  }

  return { step }
}
