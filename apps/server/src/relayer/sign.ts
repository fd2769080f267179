import { and, eq, gte, inArray } from 'drizzle-orm'
import { type Hex, keccak256, type LocalAccount } from 'viem'
import type { Database } from '../database/database.ts'
import { relayerOperations, relayerTransactions } from '../database/schema.ts'
import type { Lease } from './lease.ts'
import type { Fees, View } from './look.ts'
import type { RelayerPoint } from './settings.ts'

/** What a transaction of the relayer does: it brings operations, or only uses its nonce. */
export interface Content {
  readonly to: Hex
  readonly data: Hex
  readonly gas: bigint
  readonly operations: readonly Hex[]
}

export interface Signer {
  readonly database: Database
  readonly account: LocalAccount
  readonly chainId: number
  readonly lease: Lease
  readonly now: () => number
  readonly reached: (point: RelayerPoint) => void | Promise<void>
}

export interface Signed {
  readonly hash: Hex
  readonly raw: Hex
  readonly nonce: number
}

/** Some of the operations are no longer to be sent: another process, or what was seen meanwhile, has seen to them. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'
}

/**
 * The nonce to use next: the first that nothing saved has, so that there is never a gap; after those which somebody else uses the
 * key for, if anybody does.
 */
export const nextNonce = (saved: ReadonlySet<number>, { latest, pending }: View): number => {
  const free = (from: number): number => {
    let nonce = from
    while (saved.has(nonce)) nonce++
    return nonce
  }
  const next = free(latest)
  return pending > next ? free(pending) : next
}

/**
 * Signs a transaction and saves it, with what it brings, before anybody can see it: killed before it is saved, its nonce is used
 * again; killed after, it is found and sent.
 * @param given The nonce to use anew, if it takes the place of another transaction.
 * @throws LeaseLost, Overtaken
 */
export const signAndSave = async (
  { database, account, chainId, lease, now, reached }: Signer,
  view: View,
  { to, data, gas, operations }: Content,
  { maxFeePerGas, maxPriorityFeePerGas }: Fees,
  given?: number,
): Promise<Signed> => {
  const relayer = account.address.toLowerCase() as Hex
  const signed = await database.transaction(async (tx) => {
    await lease.require(tx)
    const own = await tx
      .select({ nonce: relayerTransactions.nonce })
      .from(relayerTransactions)
      .where(and(eq(relayerTransactions.relayer, relayer), gte(relayerTransactions.nonce, view.latest)))
    const nonce = given ?? nextNonce(new Set(own.map((row) => row.nonce)), view)
    const raw = await account.signTransaction({
      ...{ type: 'eip1559', chainId, nonce, to, data, gas, value: 0n },
      ...{ maxFeePerGas, maxPriorityFeePerGas },
    })
    const hash = keccak256(raw)
    await reached('signed')
    if (operations.length > 0) {
      const state =
        given === undefined
          ? eq(relayerOperations.status, 'waiting')
          : and(eq(relayerOperations.status, 'sent'), eq(relayerOperations.transactionNonce, given))
      const moved = await tx
        .update(relayerOperations)
        .set({ status: 'sent', transactionNonce: nonce })
        .where(and(inArray(relayerOperations.operationHash, [...operations]), state))
        .returning({ hash: relayerOperations.operationHash })
      if (moved.length !== operations.length) throw new Overtaken('Some operations are no longer to be sent.')
    }
    await tx.insert(relayerTransactions).values({
      hash,
      relayer,
      nonce,
      raw,
      maxFeePerGas,
      maxPriorityFeePerGas,
      operations: [...operations],
      signedAt: now(),
      status: 'open',
    })
    return { hash, raw, nonce }
  })
  await reached('saved')
  return signed
}
