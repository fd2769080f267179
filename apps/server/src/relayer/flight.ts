import type { AccountContracts } from '@hurong/sdk/accounts'
import { and, eq, gt, inArray, notInArray } from 'drizzle-orm'
import type { Logger } from 'pino'
import { type Hex, numberToHex } from 'viem'
import type { Database } from '../database/database.ts'
import { relayerOperations, relayerTransactions } from '../database/schema.ts'
import type { Metrics } from '../http/metrics.ts'
import { type Node, NodeRefused } from './ask.ts'
import { type Dropped, type Relayed, readRelayed } from './bundle.ts'
import type { View } from './look.ts'
import { findOnChain, readReceipts } from './onChain.ts'
import type { OnTheirWay } from './onTheirWay.ts'
import type { RelayerPace, RelayerPoint } from './settings.ts'
import { type Alone, type Blame, markDone, type Receipt, settle, unsettle } from './settle.ts'
import type { Simulator } from './simulate.ts'

export type Transaction = typeof relayerTransactions.$inferSelect

export interface Flight {
  readonly database: Database
  readonly node: Node
  readonly contracts: AccountContracts
  readonly deployedAtBlock: number
  readonly relayer: Hex
  readonly simulator: Simulator
  readonly pace: RelayerPace
  readonly log: Logger
  readonly metrics: Metrics
  readonly now: () => number
  /** Operations this process knows to be in no block yet; of all others the rows tell. */
  readonly onTheirWay: OnTheirWay
  readonly reached: (point: RelayerPoint) => void | Promise<void>
}

/** A nonce that is used, or an account that is made, is what it looks like when somebody else brought an operation. */
const looksBrought = (reason: string): boolean => /^AA(25|10)/.test(reason)

const refused = (error: unknown) => {
  if (error instanceof NodeRefused) return undefined
  throw error
}

const anyStatus = ['waiting', 'sent', 'done', 'failed'] as const

/** The transactions of a nonce, the newest first: it has the highest fees. */
const byNonce = (transactions: readonly Transaction[]): Map<number, Transaction[]> => {
  const found = new Map<number, Transaction[]>()
  for (const one of transactions) found.set(one.nonce, [one, ...(found.get(one.nonce) ?? [])])
  return found
}

/** Follows transactions that were saved, until they are in blocks that stay. */
export const openFlight = ({
  database,
  node,
  contracts,
  deployedAtBlock,
  relayer,
  simulator,
  pace,
  log,
  metrics,
  now,
  onTheirWay,
  reached,
}: Flight) => {
  const own = eq(relayerTransactions.relayer, relayer)

  const readOpen = async (): Promise<Map<number, Transaction[]>> =>
    byNonce(
      await database
        .select()
        .from(relayerTransactions)
        .where(and(own, eq(relayerTransactions.status, 'open')))
        .orderBy(relayerTransactions.nonce, relayerTransactions.signedAt, relayerTransactions.maxFeePerGas),
    )

  /** Operations that will never be brought, or that somebody else brought meanwhile. */
  const drop = async (dropped: readonly Dropped[]): Promise<void> => {
    for (const { hash, reason, revertData } of dropped) {
      onTheirWay.delete(hash)
      const found = looksBrought(reason)
        ? await findOnChain(node, contracts, hash, deployedAtBlock)
        : undefined
      if (found !== undefined) {
        await markDone(database, found.transactionHash, [
          { hash, succeeded: found.succeeded, paid: 0n, revertData: '0x' },
        ])
        metrics.relayerOperations.inc({ outcome: 'broughtByAnother' })
        continue
      }
      await database
        .update(relayerOperations)
        .set({ status: 'failed', reason, revertData, expected: 0n })
        .where(
          and(
            eq(relayerOperations.operationHash, hash),
            inArray(relayerOperations.status, ['waiting', 'sent']),
          ),
        )
      metrics.relayerOperations.inc({ outcome: 'dropped' })
      log.info({ operation: hash, reason }, 'an operation will not be brought')
    }
  }

  /** Whether somebody else brought an operation after a block, which made nothing fail there. */
  const wasBroughtAfter = async (hash: Hex, reason: string, block: number): Promise<boolean> => {
    if (!looksBrought(reason)) return false
    const found = await findOnChain(node, contracts, hash, deployedAtBlock).catch(refused)
    return found !== undefined && found.block > block
  }

  /**
   * Finds which of several made a transaction fail as a whole. What nobody is found for is counted for all together alone, until
   * one of them fails by itself.
   */
  const findGuilty = async (transaction: Transaction, { blockNumber }: Receipt): Promise<readonly Hex[]> => {
    // One that was looked at for a replacement when the block was there already has been dropped since, or found to be done.
    const operations = await readRelayed(database, transaction.operations as Hex[], anyStatus)
    const bad: Relayed[] = []
    let left: readonly Relayed[] = operations
    while (left.length > 0) {
      const hashes = left.map(({ hash }) => hash)
      const done = await simulator
        .simulate(
          left.map(({ operation }) => operation),
          hashes,
        )
        .catch(refused)
      if (done === undefined || done.taken || done.index === undefined) break
      const found = left[done.index]
      if (found === undefined) break
      if (!(await wasBroughtAfter(found.hash, done.reason, Number(blockNumber)))) bad.push(found)
      left = left.filter((one) => one !== found)
    }
    log.warn({ operations: operations.length, guilty: bad.length }, 'a transaction failed as a whole')
    return bad.map(({ hash }) => hash)
  }

  /** What is known of an operation that was alone in a transaction that failed: who else brought it, or why it failed. */
  const judge = async (lone: Hex): Promise<Alone> => {
    const broughtBy = await findOnChain(node, contracts, lone, deployedAtBlock).catch(refused)
    const [operation] = broughtBy === undefined ? await readRelayed(database, [lone]) : []
    const now = operation && (await simulator.simulate([operation.operation], [lone]).catch(refused))
    // Whoever can tell a simulation from a block has it look well there.
    const why =
      now === undefined || now.taken ? { reason: 'its transaction failed', data: '0x' as const } : now
    return { hash: lone, broughtBy, reason: why.reason, revertData: why.data }
  }

  /** Found before anything is written down, so that whoever dies over it finds it again. */
  const findBlame = async (transaction: Transaction, receipt: Receipt): Promise<Blame> => {
    const [first, ...others] = transaction.operations as Hex[]
    if (receipt.status === '0x1' || first === undefined) return {}
    if (others.length === 0) return { alone: await judge(first) }
    return { guilty: await findGuilty(transaction, receipt) }
  }

  const settleOne = async (transaction: Transaction, receipt: Receipt): Promise<void> => {
    const blame = await findBlame(transaction, receipt)
    const settled = await settle(database, contracts, transaction, receipt, blame)
    for (const one of transaction.operations) onTheirWay.delete(one as Hex)
    if (settled === undefined) return
    const { done, failed, again, paid } = settled
    await reached('mined')
    metrics.relayerOperations.inc({ outcome: 'done' }, done)
    if (failed > 0) metrics.relayerOperations.inc({ outcome: 'failed' }, failed)
    metrics.relayerSpent.inc(Number(paid) / 1e18)
    metrics.relayerTransactions.inc({ outcome: receipt.status === '0x1' ? 'mined' : 'failed' })
    const { nonce, hash } = transaction
    log.info({ nonce, transaction: hash, done, failed, again: again.length }, 'relayed')
    const { alone } = blame
    if (alone === undefined) return
    const outcome = alone.broughtBy === undefined ? 'dropped' : 'broughtByAnother'
    metrics.relayerOperations.inc({ outcome })
    log.warn({ operation: alone.hash, reason: alone.reason }, 'an operation made its transaction fail')
  }

  /** A nonce that none of our transactions used and the chain counts as used: somebody else has the key. */
  const yieldTo = async (nonce: number, transactions: readonly Transaction[]): Promise<void> => {
    await database.transaction(async (tx) => {
      await tx
        .update(relayerTransactions)
        .set({ status: 'replaced' })
        .where(and(own, eq(relayerTransactions.nonce, nonce)))
      const hashes = [...new Set(transactions.flatMap(({ operations }) => operations))]
      if (hashes.length > 0)
        await tx
          .update(relayerOperations)
          .set({ status: 'waiting', transactionNonce: null })
          .where(and(inArray(relayerOperations.operationHash, hashes), eq(relayerOperations.status, 'sent')))
    })
    metrics.relayerForeign.inc()
    log.error({ nonce }, 'something else sends with the relayer’s key: give it a key of its own')
  }

  return {
    readOpen,
    drop,

    /** What was on its way with another key, or in a transaction nobody saved, waits to be brought again. */
    adopt: async (): Promise<void> => {
      const open = [...(await readOpen()).values()].flat()
      const hashes = [...new Set(open.flatMap(({ operations }) => operations))]
      const lost = eq(relayerOperations.status, 'sent')
      await database
        .update(relayerOperations)
        .set({ status: 'waiting', transactionNonce: null })
        .where(hashes.length === 0 ? lost : and(lost, notInArray(relayerOperations.operationHash, hashes)))
    },

    /** Looks which transactions are in blocks. @returns those that are not. */
    land: async (view: View): Promise<Map<number, Transaction[]>> => {
      const open = await readOpen()
      const all = [...open.values()].flat()
      const receipts = await readReceipts(
        node,
        all.map(({ hash }) => hash as Hex),
      )
      for (const [index, receipt] of receipts.entries()) {
        const transaction = all[index]
        if (receipt === null || transaction === undefined || !open.has(transaction.nonce)) continue
        await settleOne(transaction, receipt as unknown as Receipt)
        open.delete(transaction.nonce)
      }
      for (const [nonce, transactions] of open) {
        if (nonce >= view.latest) continue
        await yieldTo(nonce, transactions)
        open.delete(nonce)
      }
      return open
    },

    /** Looks whether blocks that held our transactions are still there. */
    recheck: async (view: View): Promise<void> => {
      const recent = await database
        .select()
        .from(relayerTransactions)
        .where(
          and(
            own,
            eq(relayerTransactions.status, 'mined'),
            gt(relayerTransactions.blockNumber, view.block - pace.confirmations),
          ),
        )
      const numbers = [...new Set(recent.map(({ blockNumber }) => blockNumber as number))]
      const blocks = await node.askAll(
        numbers.map((number) => ['eth_getBlockByNumber', [numberToHex(number), false]] as const),
      )
      const hashAt = new Map(
        blocks.map((block, index) => {
          if (block instanceof NodeRefused) throw block
          return [numbers[index], (block as { hash?: string } | null)?.hash] as const
        }),
      )
      const gone = recent.filter(
        ({ blockNumber, blockHash }) => hashAt.get(blockNumber as number) !== blockHash,
      )
      if (gone.length === 0) return
      // In another block now, or in none: looked up like any that is on its way.
      await unsettle(database, gone)
      log.warn({ transactions: gone.length }, 'blocks were undone')
    },

    /** The transactions of a nonce that waited too long for a block. */
    isStuck: (transactions: readonly Transaction[]): boolean =>
      now() - Math.max(...transactions.map(({ signedAt }) => signedAt)) > pace.patience,
  }
}
export type InFlight = ReturnType<typeof openFlight>
