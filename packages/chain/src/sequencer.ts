import { type MinedBlock, mineBlock, sendAll } from './block.ts'
import type { Clock } from './clock.ts'
import { NodeGoneError, RpcError, rpcCodes } from './errors.ts'
import type { Journal } from './journal.ts'
import type { RpcClient } from './rpcClient.ts'
import type { Connected, Supervisor } from './supervisor.ts'

/** At most so many transactions wait; more are refused at once. */
const queueLimit = 20_000
/** At most so many go into one block. */
const blockLimit = 2_000
/** So long a transaction may wait for the one before it of the same sender, which may come a moment later. */
const patience = 3_000
/** At most so many nodes may die under one transaction before it is refused. */
const attemptsAllowed = 3

/** One signed transaction on its way into a block. */
type Waiting = {
  readonly raw: string
  readonly until: number
  attempts: number
  resolve(hash: string): void
  reject(error: Error): void
}

type Job =
  | { readonly kind: 'transaction'; readonly waiting: Waiting }
  | { readonly kind: 'alone'; readonly run: () => Promise<void> }

/** Orders all that changes the chain, writes it into the journal, and only then says that it is done. */
export type Sequencer = {
  /** Mines a transaction with what else waits. @returns its hash, once it is in a block that outlasts a crash. */
  send(raw: string): Promise<string>
  /** Mines exactly these transactions, in this order, into one block at this second. */
  mine(timestamp: number, raws: readonly string[]): Promise<MinedBlock>
  /** Runs something while nothing is mined. */
  quietly<T>(run: (rpc: RpcClient) => Promise<T>): Promise<T>
  /** Resolves when no block exists that the journal does not hold. */
  settled(): Promise<void>
  /** Whether nothing waits or is being mined. */
  idle(): boolean
  close(): Promise<void>
}

export type SequencerParts = {
  readonly supervisor: Supervisor
  readonly journal: Journal
  readonly clock: Clock
  /** Seconds since 1970 of the newest block. */
  readonly genesisTimestamp: number
  /** Called after each block with the milliseconds it took, which a replay of it takes again. */
  readonly mined: (milliseconds: number) => void
}

const notMined =
  'The transaction was not mined: its nonce lies above the next one of its sender, or it pays less than the block asks.'

/** Whether a block holds what it holds of these transactions in their order. */
const isInOrder = ({ transactions }: MinedBlock, sent: ReadonlyMap<string, string>): boolean => {
  const mined = new Set(transactions)
  return [...sent.keys()].filter((hash) => mined.has(hash)).every((hash, at) => hash === transactions[at])
}

export const createSequencer = (parts: SequencerParts): Sequencer => {
  const { supervisor, journal, clock } = parts
  const queue: Job[] = []
  let parked: Waiting[] = []
  let working: Promise<void> | undefined
  let settling: Promise<void> = Promise.resolve()
  let closed = false
  // Whether the node is trusted to take many transactions of one request in their order.
  let keepsOrder = true
  let timer: NodeJS.Timeout | undefined

  const headTimestamp = () => journal.records.at(-1)?.timestamp ?? parts.genesisTimestamp

  /**
   * Mines the pool and journals the block. `sent` holds the raw transaction of each hash the pool may give.
   * @throws NodeGoneError where `ordered` and the block has them in another order than `sent`: that node is given up.
   */
  const commit = async (
    { rpc, epoch }: Connected,
    timestamp: number,
    sent: ReadonlyMap<string, string>,
    ordered = false,
  ): Promise<MinedBlock> => {
    const started = performance.now()
    const work = (async () => {
      const block = await mineBlock(rpc, timestamp)
      const raws = block.transactions.map((hash) => {
        const raw = sent.get(hash)
        if (raw === undefined) throw new Error(`block ${block.number} holds ${hash}, which nobody sent`)
        return raw
      })
      if (ordered && !isInOrder(block, sent)) {
        keepsOrder = false
        throw new NodeGoneError(`the node mined block ${block.number} in another order than it was given`)
      }
      const offset = Math.max(clock.offset(), block.timestamp - clock.wall())
      await journal.append({ n: block.number, timestamp: block.timestamp, offset, raws, hash: block.hash })
      clock.setOffset(offset)
      return block
    })()
    settling = work.then(
      () => undefined,
      () => {
        // The node now holds a block that nobody was told of, or is gone: back to what the journal holds.
        supervisor.discard(epoch)
      },
    )
    const block = await work
    parts.mined(performance.now() - started)
    return block
  }

  const giveUp = (waiting: Waiting) => waiting.reject(new RpcError(rpcCodes.transactionRejected, notMined))

  /** Puts what a block left out back to wait for the next one. */
  const park = (left: readonly Waiting[]): void => {
    const now = Date.now()
    for (const waiting of left) if (waiting.until <= now) giveUp(waiting)
    parked = [...parked, ...left.filter(({ until }) => until > now)]
    if (parked.length === 0 || timer !== undefined) return
    const soonest = Math.min(...parked.map(({ until }) => until))
    timer = setTimeout(
      () => {
        timer = undefined
        const late = parked
        parked = []
        park(late)
      },
      soonest - now + 1,
    )
  }

  const mineTransactions = async (group: readonly Waiting[]): Promise<void> => {
    const connected = await supervisor.current()
    const { rpc } = connected
    const sent = new Map<string, string>()
    const waitingOf = new Map<string, Waiting>()
    const outcomes = await sendAll(
      rpc,
      group.map(({ raw }) => raw),
    )
    for (const [index, outcome] of outcomes.entries()) {
      const waiting = group[index] as Waiting
      if (outcome instanceof RpcError) waiting.reject(outcome)
      else {
        sent.set(outcome, waiting.raw)
        waitingOf.set(outcome, waiting)
      }
    }
    if (sent.size === 0) return
    const pool = (await rpc.call('txpool_status')) as { pending: string }
    let block: MinedBlock | undefined
    if (Number(pool.pending) > 0) {
      block = await commit(connected, Math.max(headTimestamp(), clock.now()), sent)
      for (const hash of block.transactions) {
        waitingOf.get(hash)?.resolve(hash)
        waitingOf.delete(hash)
      }
    }
    if (waitingOf.size === 0) return
    // Dropped, so that between two blocks the pool is empty: a replay, which knows blocks only, then runs the same way.
    await rpc.call('anvil_dropAllTransactions')
    const left = [...waitingOf.values()]
    if (block !== undefined && block.transactions.length > 0) {
      queue.unshift(...left.map((waiting) => ({ kind: 'transaction', waiting }) as const))
    } else park(left)
  }

  const takeGroup = (): Waiting[] => {
    const group = parked
    parked = []
    while (group.length < blockLimit && queue[0]?.kind === 'transaction') {
      group.push((queue.shift() as Extract<Job, { kind: 'transaction' }>).waiting)
    }
    return group
  }

  const work = async (): Promise<void> => {
    while (queue.length > 0) {
      if (queue[0]?.kind === 'alone') {
        await (queue.shift() as Extract<Job, { kind: 'alone' }>).run()
        continue
      }
      const group = takeGroup()
      const epoch = supervisor.epoch()
      try {
        await mineTransactions(group)
      } catch (error) {
        supervisor.discard(epoch)
        retryOrReject(group, error as Error)
      }
    }
  }

  const answered = new WeakSet<Waiting>()

  /** A node that died took nothing acknowledged with it: what it was mining is sent to the next one. */
  const retryOrReject = (group: readonly Waiting[], error: Error): void => {
    const again: Job[] = []
    for (const waiting of group) {
      if (answered.has(waiting)) continue
      waiting.attempts++
      if (!(error instanceof NodeGoneError) || waiting.attempts >= attemptsAllowed) waiting.reject(error)
      else again.push({ kind: 'transaction', waiting })
    }
    queue.unshift(...again)
  }

  const wake = (): void => {
    // Not at once: transactions that came in one batch are queued one by one, and belong into one block.
    working ??= Promise.resolve()
      .then(work)
      .finally(() => {
        working = undefined
        if (queue.length > 0) wake()
      })
  }

  /** Nothing a job did on a node that died was journalled, so it may be done again on the next one. */
  const again = async <T>(run: (connected: Connected) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const connected = await supervisor.current()
      try {
        return await run(connected)
      } catch (error) {
        if (error instanceof RpcError) throw error
        supervisor.discard(connected.epoch)
        if (!(error instanceof NodeGoneError) || attempt >= attemptsAllowed) throw error
      }
    }
  }

  const alone = <T>(run: (connected: Connected) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (closed) return reject(new RpcError(rpcCodes.internal, 'The chain is stopping.'))
      queue.push({
        kind: 'alone',
        run: async () => {
          try {
            resolve(await again(run))
          } catch (error) {
            reject(error as Error)
          }
        },
      })
      wake()
    })

  return {
    send: (raw) =>
      new Promise<string>((resolve, reject) => {
        if (closed) return reject(new RpcError(rpcCodes.internal, 'The chain is stopping.'))
        if (queue.length >= queueLimit) {
          return reject(
            new RpcError(
              rpcCodes.limitExceeded,
              `${queueLimit} transactions are waiting; send it again later.`,
            ),
          )
        }
        const waiting: Waiting = {
          raw,
          until: Date.now() + patience,
          attempts: 0,
          resolve: (hash) => {
            answered.add(waiting)
            resolve(hash)
          },
          reject: (error) => {
            answered.add(waiting)
            reject(error)
          },
        }
        queue.push({ kind: 'transaction', waiting })
        wake()
      }),

    mine: (timestamp, raws) =>
      alone(async (connected) => {
        const { rpc } = connected
        if (timestamp < headTimestamp()) {
          throw new RpcError(
            rpcCodes.invalidParams,
            `Time runs forward only: ${timestamp} lies before the newest block, ${headTimestamp()}.`,
          )
        }
        const sent = new Map<string, string>()
        try {
          const outcomes = await sendAll(rpc, raws, keepsOrder ? undefined : 1)
          for (const [index, outcome] of outcomes.entries()) {
            if (outcome instanceof RpcError)
              throw new RpcError(outcome.code, `Transaction ${index} of ${raws.length}: ${outcome.message}`, {
                index,
              })
            sent.set(outcome, raws[index] as string)
          }
          const pool = (await rpc.call('txpool_status')) as { pending: string; queued: string }
          if (Number(pool.pending) !== raws.length) {
            throw new RpcError(
              rpcCodes.transactionRejected,
              `${raws.length - Number(pool.pending)} of ${raws.length} transactions cannot be mined: a nonce lies above ` +
                "the next one of its sender, or a transaction replaces another's nonce.",
            )
          }
        } catch (error) {
          await rpc.call('anvil_dropAllTransactions').catch(() => undefined)
          throw error
        }
        const block = await commit(connected, timestamp, sent, true)
        if (block.transactions.length < raws.length) {
          await rpc.call('anvil_dropAllTransactions').catch(() => undefined)
          throw new RpcError(
            rpcCodes.transactionRejected,
            `Block ${block.number} took ${block.transactions.length} of ${raws.length} transactions; the rest was dropped.`,
            { block },
          )
        }
        return block
      }),

    quietly: (run) => alone(({ rpc }) => run(rpc)),
    settled: () => settling,
    idle: () => working === undefined && queue.length === 0 && parked.length === 0,
    async close() {
      closed = true
      clearTimeout(timer)
      while (working) await working
      for (const waiting of parked) giveUp(waiting)
      parked = []
    },
  }
}
