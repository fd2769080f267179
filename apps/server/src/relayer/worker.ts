import { SignerProblem } from '@hurong/sdk/keys'
import { and, eq, inArray, lt, ne } from 'drizzle-orm'
import type { Hex } from 'viem'
import { causeOf } from '../database/causeOf.ts'
import { relayerOperations, relayerRefusals, relayerTransactions } from '../database/schema.ts'
import { openAfford } from './afford.ts'
import { NodeRefused, NodeSilent } from './ask.ts'
import { check, gasOfAll, readRelayed, takeWaiting } from './bundle.ts'
import { type Flight, openFlight, type Transaction } from './flight.ts'
import { LeaseLost } from './lease.ts'
import { feesOf, feesOver, look, problemOf, type View } from './look.ts'
import { handleOps } from './operation.ts'
import type { RelayerBudget } from './settings.ts'
import { Overtaken, type Signed, type Signer, signAndSave } from './sign.ts'

export type Worker = Flight & Signer & { readonly budget: RelayerBudget }

/** Milliseconds between two sendings of a transaction that no block has taken, and between two looks for blocks undone. */
const [sendEvery, recheckEvery, pruneEvery] = [5_000, 1_000, 3_600_000]
/** Milliseconds after which a signer that failed is asked again. */
const askSignerAgainAfter = 1_000

const silent = (error: unknown): string | undefined => {
  if (error instanceof NodeSilent) return `the chain does not answer (${error.message})`
  if (error instanceof NodeRefused) return `the chain’s node refuses (${error.message})`
  return undefined
}

/** Brings what waits to the chain until it is closed; a round at a time, each of which may be the last. */
export const openWorker = (worker: Worker) => {
  const { database, node, contracts, chainId, relayer, lease, simulator, pace, log, metrics, now } = worker
  const flight = openFlight(worker)
  const afford = openAfford(database, worker.budget, () => Math.floor(now() / 1000))
  const sentAt = new Map<Hex, number>()
  const sending = new Set<Promise<void>>()
  const tooDear = new Set<number>()
  let problem: string | null = 'it is starting'
  let holding = false
  let heldAt = Number.NEGATIVE_INFINITY
  let recheckedAt = Number.NEGATIVE_INFINITY
  let prunedAt = now()
  let signerFailedAt: number | undefined
  let closed = false
  let wake = () => {}
  let awake = false

  const stir = () => {
    awake = true
    wake()
  }

  /** @param cause What is for the log alone. */
  const say = (next: string | null, cause?: unknown): void => {
    if (next === problem) return
    const detail = cause instanceof Error ? { cause: causeOf(cause) } : {}
    if (next !== null) log.warn({ problem: next, ...detail }, 'the relayer cannot work')
    else log.info('the relayer works')
    problem = next
    // Told to those who take operations in other processes.
    heldAt = Number.NEGATIVE_INFINITY
    metrics.relayerProblem.set(next === null ? 0 : 1)
  }

  /** Not waited for: a node may answer only when the transaction is in a block. */
  const send = ({ hash, raw }: Pick<Signed, 'hash' | 'raw'>): void => {
    sentAt.set(hash, now())
    const done = node
      .ask('eth_sendRawTransaction', [raw])
      .then(
        () => worker.reached('broadcast'),
        (error: Error) => {
          // Known already, mined already, or to be sent again: a receipt tells, not this.
          log.debug({ transaction: hash, reason: error.message }, 'a transaction was not taken by the node')
        },
      )
      .then(stir)
      .finally(() => sending.delete(done))
    sending.add(done)
  }

  const sendAgain = (open: ReadonlyMap<number, readonly Transaction[]>): void => {
    for (const transactions of open.values()) {
      const [newest] = transactions
      if (newest === undefined) continue
      if (now() - (sentAt.get(newest.hash as Hex) ?? Number.NEGATIVE_INFINITY) < sendEvery) continue
      send({ hash: newest.hash as Hex, raw: newest.raw as Hex })
    }
  }

  /** Signs a stuck nonce anew with higher fees: with what of it is still good, or with nothing if nothing is. */
  const replace = async (view: View, nonce: number, transactions: readonly Transaction[]): Promise<void> => {
    const [newest] = transactions
    if (newest === undefined) return
    const fees = feesOver(newest, view)
    if (fees.maxFeePerGas > pace.greatestFee) {
      if (!tooDear.has(nonce)) log.warn({ nonce }, 'a transaction is stuck, and more may not be offered')
      tooDear.add(nonce)
      return
    }
    const operations = await readRelayed(database, newest.operations as Hex[])
    const { dropped: spentOut } = await afford(operations, fees.maxFeePerGas)
    const { kept, dropped, parted } = await check(
      simulator,
      operations.filter(({ hash }) => !spentOut.some((one) => one.hash === hash)),
    )
    await flight.drop([...spentOut, ...dropped])
    const rest = kept.length > 0 ? kept : parted
    const hashes = rest.map(({ hash }) => hash)
    const content =
      rest.length === 0
        ? { to: relayer, data: '0x' as const, gas: 21_000n, operations: hashes }
        : {
            to: contracts.entryPoint,
            data: handleOps(
              rest.map(({ operation }) => operation),
              relayer,
            ),
            gas: gasOfAll(rest),
            operations: hashes,
          }
    send(await signAndSave(worker, view, content, fees, nonce))
    metrics.relayerTransactions.inc({ outcome: rest.length === 0 ? 'emptied' : 'replaced' })
    log.info({ nonce, operations: rest.length }, 'a stuck transaction was replaced')
  }

  /** @returns whether something was sent, or was found not to be. */
  const bring = async (view: View): Promise<boolean> => {
    const fees = feesOf(view)
    const { taken, dropped: spentOut } = await takeWaiting(database, pace, afford, fees.maxFeePerGas)
    await flight.drop(spentOut)
    if (taken.length === 0) return spentOut.length > 0
    const { kept, dropped, parted } = await check(simulator, taken)
    await flight.drop(dropped)
    if (parted.length > 0)
      await database
        .update(relayerOperations)
        .set({ alone: true })
        .where(
          inArray(
            relayerOperations.operationHash,
            parted.map(({ hash }) => hash),
          ),
        )
    if (kept.length === 0) return true
    const content = {
      to: contracts.entryPoint,
      data: handleOps(
        kept.map(({ operation }) => operation),
        relayer,
      ),
      gas: gasOfAll(kept),
      operations: kept.map(({ hash }) => hash),
    }
    send(await signAndSave(worker, view, content, fees))
    return true
  }

  /** Forgets what lies so far back that neither a budget nor a block undone asks for it. */
  const prune = async (): Promise<void> => {
    const before = now() - pace.keptDays * 86_400_000
    const seconds = Math.floor(before / 1000)
    const { status, receivedAt } = relayerOperations
    await database
      .delete(relayerOperations)
      .where(and(inArray(status, ['done', 'failed']), lt(receivedAt, seconds)))
    await database
      .delete(relayerTransactions)
      .where(and(ne(relayerTransactions.status, 'open'), lt(relayerTransactions.signedAt, before)))
    await database.delete(relayerRefusals).where(lt(relayerRefusals.refusedAt, seconds))
  }

  const hold = async (): Promise<boolean> => {
    if (performance.now() - heldAt < pace.lease / 3) return holding
    const was = holding
    holding = await lease.hold(problem)
    heldAt = performance.now()
    metrics.relayerHolds.set(holding ? 1 : 0)
    if (holding && !was) {
      log.info('this process works with the relayer’s key')
      sentAt.clear()
      await flight.adopt()
    }
    if (!holding) {
      heldAt = Number.NEGATIVE_INFINITY
      // Another process brings them, and writes down when it has.
      worker.onTheirWay.clear()
    }
    return holding
  }

  const round = async (): Promise<void> => {
    if (!(await hold())) return say('another process works with its key')
    const view = await look(node, relayer, pace)
    metrics.relayerBalance.set(Number(view.balance) / 1e18)
    if (view.chainId !== chainId) return say(problemOf(view, chainId, pace))
    const open = await flight.land(view)
    if (performance.now() - recheckedAt > recheckEvery) {
      recheckedAt = performance.now()
      await flight.recheck(view)
      const waiting = eq(relayerOperations.status, 'waiting')
      metrics.relayerWaiting.set(await database.$count(relayerOperations, waiting))
    }
    if (now() - prunedAt > pruneEvery) {
      prunedAt = now()
      await prune()
    }
    const trouble = problemOf(view, chainId, pace)
    // What keeps it from signing stays said until something was signed again.
    if (trouble !== null || signerFailedAt === undefined) say(trouble)
    if (trouble !== null) return
    if (signerFailedAt !== undefined && performance.now() - signerFailedAt < askSignerAgainAfter) return
    for (const [nonce, transactions] of open)
      if (flight.isStuck(transactions)) await replace(view, nonce, transactions)
    sendAgain(open)
    let flying = open.size
    while (flying < pace.transactions && (await bring(view))) flying += 1
    metrics.relayerInFlight.set(flying)
    if (signerFailedAt === undefined) return
    signerFailedAt = undefined
    say(null)
  }

  const run = async (): Promise<void> => {
    while (!closed) {
      awake = false
      try {
        await round()
      } catch (error) {
        if (error instanceof LeaseLost) {
          holding = false
          heldAt = Number.NEGATIVE_INFINITY
          worker.onTheirWay.clear()
        } else if (error instanceof SignerProblem) {
          signerFailedAt = performance.now()
          say(`its key cannot be used (${error.message.replace(/\.$/, '')})`)
        } else if (!(error instanceof Overtaken)) {
          const said = silent(error)
          if (said === undefined) log.error({ cause: causeOf(error) }, 'a round of the relayer failed')
          say(said ?? 'something went wrong with it, and has been noted', (error as Error).cause)
        }
      }
      if (awake || closed) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pace.lookEvery)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    await Promise.allSettled(sending)
    await lease.release().catch(() => undefined)
  }

  let running: Promise<void> | undefined
  return {
    start: (): void => {
      running ??= run()
    },
    wake: stir,
    problem: () => problem,
    /** Whether this process, and no other, works with the key. */
    holds: () => holding,
    close: async (): Promise<void> => {
      closed = true
      wake()
      await running
    },
  }
}
