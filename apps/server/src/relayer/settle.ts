import { divDown } from '@hurong/finance'
import type { AccountContracts } from '@hurong/sdk/accounts'
import { and, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Database, Executor } from '../database/database.ts'
import { relayerOperations, relayerTransactions } from '../database/schema.ts'
import { day } from './budget.ts'
import type { Found } from './onChain.ts'
import { outcomesOf, type RpcLog } from './simulate.ts'

export interface Receipt {
  readonly transactionHash: Hex
  readonly blockHash: Hex
  readonly blockNumber: Hex
  readonly status: Hex
  readonly gasUsed: Hex
  readonly effectiveGasPrice: Hex
  readonly logs: readonly RpcLog[]
}

/** What a transaction that is in a block means for the operations it was to bring. */
export interface Settled {
  readonly done: number
  /** Operations whose calls failed, though they were brought. */
  readonly failed: number
  /** Operations that wait again, because the transaction as a whole failed. */
  readonly again: readonly Hex[]
  readonly paid: bigint
}

/** Shares a cost by weight; what does not divide goes to the first. */
export const share = (cost: bigint, weights: readonly bigint[]): bigint[] => {
  const all = weights.reduce((sum, weight) => sum + weight, 0n)
  if (all === 0n) return weights.map((_, index) => (index === 0 ? cost : 0n))
  const parts = weights.map((weight) => divDown(cost * weight, all))
  const rest = cost - parts.reduce((sum, part) => sum + part, 0n)
  return parts.map((part, index) => (index === 0 ? part + rest : part))
}

/** What became of an operation in a block, and what it cost there. */
export interface Done {
  readonly hash: Hex
  readonly succeeded: boolean
  readonly paid: bigint
  readonly revertData: Hex
}

/** Writes down operations that are in a block, together. */
export const markDone = async (tx: Executor, transactionHash: Hex, done: readonly Done[]): Promise<void> => {
  if (done.length === 0) return
  const text = JSON.stringify(
    done.map(({ hash, succeeded, paid, revertData }) => ({
      ...{ hash, succeeded, paid: paid.toString() },
      reason: succeeded ? null : 'its calls failed',
      revert: succeeded ? null : revertData,
    })),
  )
  await tx.execute(
    sql`update ${relayerOperations} set status = 'done', transaction_hash = ${transactionHash}, expected = 0, succeeded = d.succeeded, reason = d.reason, revert_data = d.revert, cost = cost + d.paid from json_to_recordset(${text}::json) as d(hash text, succeeded boolean, paid numeric, reason text, revert text) where operation_hash = d.hash`,
  )
}

type Transaction = typeof relayerTransactions.$inferSelect

/** Counts what a transaction cost against operations, and remembers how much of it against which. */
const chargeTo = async (
  tx: Executor,
  transactionHash: string,
  hashes: readonly Hex[],
  costs: readonly bigint[],
): Promise<void> => {
  for (const [index, hash] of hashes.entries())
    await tx
      .update(relayerOperations)
      .set({ cost: sql`${relayerOperations.cost} + ${(costs[index] ?? 0n).toString()}::numeric` })
      .where(eq(relayerOperations.operationHash, hash))
  await tx
    .update(relayerTransactions)
    .set({ charged: Object.fromEntries(hashes.map((hash, index) => [hash, String(costs[index] ?? 0n)])) })
    .where(eq(relayerTransactions.hash, transactionHash))
}

/** An operation that was alone in a transaction that failed as a whole. */
export interface Alone {
  readonly hash: Hex
  /** Whoever brought it to the chain in another transaction. */
  readonly broughtBy: Found | undefined
  readonly reason: string
  readonly revertData: Hex
}

/**
 * Whatever a simulation says of an operation that failed alone, it failed, and is not brought again. It pays for that transaction,
 * and for those of a day it was in that failed and that nobody was found to have made fail; not for those if it failed because
 * somebody else brought it.
 */
const failAlone = async (
  tx: Executor,
  transaction: Transaction,
  { hash, broughtBy, reason, revertData }: Alone,
): Promise<void> => {
  const { status, transactionHash, operationHash } = relayerOperations
  const { signedAt, operations, charged } = relayerTransactions
  const unpaid = await tx
    .select({ hash: relayerTransactions.hash, paid: relayerTransactions.paid })
    .from(relayerTransactions)
    .where(
      broughtBy === undefined
        ? and(
            eq(relayerTransactions.status, 'mined'),
            gt(signedAt, transaction.signedAt - day * 1000),
            sql`${operations} @> ${JSON.stringify([hash])}::jsonb`,
            sql`${charged} = '{}'::jsonb`,
          )
        : eq(relayerTransactions.hash, transaction.hash),
    )
  for (const one of unpaid) await chargeTo(tx, one.hash, [hash], [one.paid])
  if (broughtBy !== undefined)
    return markDone(tx, broughtBy.transactionHash, [
      { hash, succeeded: broughtBy.succeeded, paid: 0n, revertData: '0x' },
    ])
  await tx
    .update(relayerOperations)
    .set({ status: 'failed', reason, revertData, expected: 0n })
    .where(and(eq(operationHash, hash), inArray(status, ['waiting', 'sent'])))
  // The transaction tells that it failed on the chain, and not before.
  await tx
    .update(relayerOperations)
    .set({ transactionHash: transaction.hash })
    .where(and(eq(operationHash, hash), eq(status, 'failed'), isNull(transactionHash)))
}

/** Who made a transaction fail as a whole: its one operation, or those of several that were found to have. */
export interface Blame {
  readonly alone?: Alone | undefined
  /** They share what it cost; where nobody was found it waits until one of all fails alone. */
  readonly guilty?: readonly Hex[]
}

/**
 * Writes down what a transaction in a block did, and what each operation of it cost, all of it or nothing.
 * @param blame If it failed as a whole.
 * @returns undefined where another process has written it down meanwhile.
 */
export const settle = async (
  database: Database,
  contracts: AccountContracts,
  transaction: Transaction,
  receipt: Receipt,
  { alone, guilty = [] }: Blame,
): Promise<Settled | undefined> => {
  const outcomes = outcomesOf(receipt.logs, contracts.entryPoint)
  const paid = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
  const hashes = transaction.operations as Hex[]
  const brought = hashes.filter((hash) => outcomes.has(hash))
  const costs = share(
    paid,
    brought.map((hash) => outcomes.get(hash)?.gas ?? 0n),
  )
  return database.transaction(async (tx) => {
    const done = brought.map((hash, index) => {
      const { succeeded, revertData } = outcomes.get(hash) ?? { succeeded: false, revertData: '0x' as const }
      return { hash, succeeded, revertData, paid: costs[index] ?? 0n }
    })
    const mined = await tx
      .update(relayerTransactions)
      .set({
        ...{ status: 'mined', blockNumber: Number(receipt.blockNumber), blockHash: receipt.blockHash, paid },
        charged: Object.fromEntries(done.map((one) => [one.hash, one.paid.toString()])),
      })
      .where(and(eq(relayerTransactions.hash, transaction.hash), eq(relayerTransactions.status, 'open')))
      .returning({ hash: relayerTransactions.hash })
    if (mined.length === 0) return undefined
    await markDone(tx, receipt.transactionHash, done)
    const failed = done.filter(({ succeeded }) => !succeeded).length
    const { relayer, nonce } = transaction
    const sameNonce = and(eq(relayerTransactions.relayer, relayer), eq(relayerTransactions.nonce, nonce))
    await tx
      .update(relayerTransactions)
      .set({ status: 'replaced', blockNumber: null, blockHash: null })
      .where(and(sameNonce, ne(relayerTransactions.hash, transaction.hash)))
    if (alone !== undefined) await failAlone(tx, transaction, alone)
    if (guilty.length > 0) {
      const equally = guilty.map(() => 1n)
      await chargeTo(tx, transaction.hash, guilty, share(paid, equally))
    }
    // Of another transaction of this nonce, or of this one if it failed as a whole: they have to be brought anew.
    const again = await tx
      .update(relayerOperations)
      .set({
        status: 'waiting',
        transactionNonce: null,
        alone: sql`${relayerOperations.alone} or ${receipt.status === '0x0'}`,
      })
      .where(and(eq(relayerOperations.status, 'sent'), eq(relayerOperations.transactionNonce, nonce)))
      .returning({ hash: relayerOperations.operationHash })
    return {
      done: brought.length - failed,
      failed,
      again: again.map(({ hash }) => hash as Hex),
      paid,
    }
  })
}

/**
 * Puts what a block held that is gone back to where it was before: its transactions on their way, their operations not done, and
 * nothing paid for them. One that failed by itself stays failed: another of its nonce may be on its way.
 */
export const unsettle = async (database: Database, gone: readonly Transaction[]): Promise<void> => {
  if (gone.length === 0) return
  await database.transaction(async (tx) => {
    for (const { relayer, nonce, operations, charged } of gone) {
      await tx
        .update(relayerTransactions)
        .set({ status: 'open', blockNumber: null, blockHash: null, paid: 0n, charged: {} })
        .where(and(eq(relayerTransactions.relayer, relayer), eq(relayerTransactions.nonce, nonce)))
      for (const [operation, cost] of Object.entries(charged))
        await tx
          .update(relayerOperations)
          .set({ cost: sql`${relayerOperations.cost} - ${cost}::numeric` })
          .where(eq(relayerOperations.operationHash, operation))
      if (operations.length > 0)
        await tx
          .update(relayerOperations)
          .set({ status: 'sent', transactionNonce: nonce, transactionHash: null, succeeded: null })
          .where(
            and(
              inArray(relayerOperations.operationHash, operations),
              inArray(relayerOperations.status, ['done', 'sent']),
            ),
          )
    }
  })
}
