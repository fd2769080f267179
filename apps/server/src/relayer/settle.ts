import { divDown } from '@hurong/finance'
import type { AccountContracts } from '@hurong/sdk/accounts'
import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Database, Executor } from '../database/database.ts'
import { relayerOperations, relayerTransactions } from '../database/schema.ts'
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

export const markDone = async (
  tx: Executor,
  hash: Hex,
  transactionHash: Hex,
  succeeded: boolean,
  paid: bigint,
  revertData: Hex,
): Promise<void> => {
  await tx
    .update(relayerOperations)
    .set({
      ...{ status: 'done', transactionHash, succeeded, expected: 0n },
      cost: sql`${relayerOperations.cost} + ${paid.toString()}::numeric`,
      reason: succeeded ? null : 'its calls failed',
      revertData: succeeded ? null : revertData,
    })
    .where(eq(relayerOperations.operationHash, hash))
}

/** Writes down what a transaction in a block did, and what each operation of it cost. */
export const settle = async (
  database: Database,
  contracts: AccountContracts,
  transaction: typeof relayerTransactions.$inferSelect,
  receipt: Receipt,
): Promise<Settled> => {
  const outcomes = outcomesOf(receipt.logs, contracts.entryPoint)
  const paid = BigInt(receipt.gasUsed) * BigInt(receipt.effectiveGasPrice)
  const hashes = transaction.operations as Hex[]
  const brought = hashes.filter((hash) => outcomes.has(hash))
  const costs = share(
    paid,
    brought.map((hash) => outcomes.get(hash)?.gas ?? 0n),
  )
  let failed = 0
  return database.transaction(async (tx) => {
    for (const [index, hash] of brought.entries()) {
      const { succeeded, revertData } = outcomes.get(hash) ?? { succeeded: false, revertData: '0x' as const }
      if (!succeeded) failed += 1
      await markDone(tx, hash, receipt.transactionHash, succeeded, costs[index] ?? 0n, revertData)
    }
    const { relayer, nonce } = transaction
    const sameNonce = and(eq(relayerTransactions.relayer, relayer), eq(relayerTransactions.nonce, nonce))
    await tx
      .update(relayerTransactions)
      .set({ status: 'replaced', blockNumber: null, blockHash: null })
      .where(and(sameNonce, ne(relayerTransactions.hash, transaction.hash)))
    await tx
      .update(relayerTransactions)
      .set({ status: 'mined', blockNumber: Number(receipt.blockNumber), blockHash: receipt.blockHash })
      .where(eq(relayerTransactions.hash, transaction.hash))
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

/** Charges what a transaction cost that failed as a whole: to who made it fail, if that can be told, or to all. */
export const charge = async (tx: Executor, hashes: readonly Hex[], paid: bigint): Promise<void> => {
  const costs = share(
    paid,
    hashes.map(() => 1n),
  )
  for (const [index, hash] of hashes.entries())
    await tx
      .update(relayerOperations)
      .set({ cost: sql`${relayerOperations.cost} + ${(costs[index] ?? 0n).toString()}::numeric` })
      .where(eq(relayerOperations.operationHash, hash))
}

/** Puts what a block held that is gone back to where it was before: its transactions on their way, their operations not done. */
export const unsettle = async (
  database: Database,
  gone: readonly (typeof relayerTransactions.$inferSelect)[],
): Promise<void> => {
  if (gone.length === 0) return
  await database.transaction(async (tx) => {
    for (const { relayer, nonce, operations } of gone) {
      await tx
        .update(relayerTransactions)
        .set({ status: 'open', blockNumber: null, blockHash: null })
        .where(and(eq(relayerTransactions.relayer, relayer), eq(relayerTransactions.nonce, nonce)))
      if (operations.length > 0)
        await tx
          .update(relayerOperations)
          .set({ status: 'sent', transactionNonce: nonce, transactionHash: null, succeeded: null, cost: 0n })
          .where(
            and(
              inArray(relayerOperations.operationHash, operations),
              inArray(relayerOperations.status, ['done', 'sent']),
            ),
          )
    }
  })
}
