import { sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Database } from '../database/database.ts'
import { takeTurn } from '../database/locks.ts'
import { relayerOperations } from '../database/schema.ts'
import { exhausted, refuseExhausted, type Standing, standingsOf } from './budget.ts'
import { gasOf, type Operation, toRpc } from './operation.ts'
import { codes, invalid, Refused } from './refusal.ts'
import type { RelayerBudget, RelayerLimits } from './settings.ts'

/** An operation that was looked at and is to be brought. */
export interface Taken {
  readonly hash: Hex
  readonly operation: Operation
  /** What it will cost, as far as can be told. */
  readonly expected: bigint
}

const { operationHash, status, transactionHash } = relayerOperations

/** What the same statement would insert. */
const given = (column: string) => sql.raw(`excluded."${column}"`)

/**
 * Saves operations that fit into what their owners may use, together.
 * @returns for each its hash, or why it was not taken.
 */
export const saveTaken = (
  database: Database,
  budget: RelayerBudget,
  limits: RelayerLimits,
  seconds: () => number,
) => {
  const look = ({ onTheirWay, sameNonce }: Standing): Refused | undefined => {
    if (sameNonce > 0)
      return invalid(
        'Another operation with this nonce is on its way. Wait for it, or sign with another nonce.',
      )
    if (onTheirWay < limits.waitingOfAccount) return undefined
    return new Refused(
      codes.throttled,
      `${onTheirWay} operations of this account are on their way; ${limits.waitingOfAccount} may be. Wait for one of them.`,
      { resetsAt: seconds() + 5 },
    )
  }
  return (all: readonly Taken[]): Promise<readonly (Hex | Error)[]> =>
    database.transaction(async (tx) => {
      // Two processes that took operations at once would both find the last of a budget there.
      await takeTurn(tx, 'relayerIntake')
      const now = seconds()
      const standings = await standingsOf(
        tx,
        all.map(({ hash, operation: { sender: account, nonce } }) => ({ hash, account, nonce })),
        now,
      )
      const answers: (Hex | Error)[] = []
      const rows = new Map<Hex, typeof relayerOperations.$inferInsert>()
      for (const [index, { hash, operation, expected }] of all.entries()) {
        const read = standings[index]
        if (read === undefined) throw new Error('An operation has no standing.')
        // Those before it in this very batch count too.
        const before = [...rows.values()].filter(
          (row) =>
            row.account === read.account ||
            (read.participantId !== null && row.participantId === read.participantId),
        )
        const ofAccount = before.filter((row) => row.account === read.account)
        const standing = {
          ...read,
          operations: read.operations + before.length,
          money: before.reduce((sum, row) => sum + row.expected, read.money),
          onTheirWay: read.onTheirWay + ofAccount.length,
          sameNonce: read.sameNonce + ofAccount.filter(({ nonce }) => nonce === operation.nonce).length,
        }
        if (rows.has(hash) || (read.status !== null && read.status !== 'failed')) {
          answers.push(hash)
          continue
        }
        const refused =
          look(standing) ??
          (exhausted(standing, budget, expected) === undefined
            ? undefined
            : await refuseExhausted(tx as unknown as Database, budget, standing, now, expected))
        answers.push(refused ?? hash)
        if (refused !== undefined) continue
        const { account, participantId } = read
        rows.set(hash, {
          ...{ operationHash: hash, account, participantId, nonce: operation.nonce },
          ...{ operation: toRpc(operation), gas: Number(gasOf(operation)), expected, cost: 0n },
          ...{ status: 'waiting', alone: false, receivedAt: now },
        })
      }
      if (rows.size > 0)
        await tx
          .insert(relayerOperations)
          .values([...rows.values()])
          .onConflictDoUpdate({
            target: operationHash,
            // One that failed before is tried anew, and what it cost stays counted; one that failed on the chain is not.
            set: {
              ...{ operation: given('operation'), gas: given('gas'), expected: given('expected') },
              ...{ status: given('status'), receivedAt: given('received_at') },
              ...{ reason: null, revertData: null, transactionNonce: null },
            },
            setWhere: sql`${status} = 'failed' and ${transactionHash} is null`,
          })
      return answers
    })
}
