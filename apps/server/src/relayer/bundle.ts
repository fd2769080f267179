import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Address, Hex } from 'viem'
import type { Database } from '../database/database.ts'
import { relayerOperations } from '../database/schema.ts'
import { gasOfTransaction, type Operation, readOperation } from './operation.ts'
import type { RelayerPace } from './settings.ts'
import type { Simulator } from './simulate.ts'

/** An operation on its way. */
export interface Relayed {
  readonly hash: Hex
  readonly account: Hex
  readonly operation: Operation
  readonly gas: bigint
  readonly alone: boolean
}

/** Why an operation will never be brought. */
export interface Dropped {
  readonly hash: Hex
  readonly reason: string
  readonly revertData: Hex
}

export interface Checked {
  readonly kept: readonly Relayed[]
  readonly dropped: readonly Dropped[]
  /** Those that make the others fail, nobody can tell how: each by itself from now on. */
  readonly parted: readonly Relayed[]
  readonly gasUsed: bigint
}

type Row = typeof relayerOperations.$inferSelect

export const relayedOf = ({ operationHash, account, operation, gas, alone }: Row): Relayed => ({
  hash: operationHash as Hex,
  account: account as Hex,
  operation: readOperation(operation),
  gas: BigInt(gas),
  alone,
})

export const readRelayed = async (database: Database, hashes: readonly Hex[]): Promise<Relayed[]> => {
  if (hashes.length === 0) return []
  const rows = await database
    .select()
    .from(relayerOperations)
    .where(inArray(relayerOperations.operationHash, [...hashes]))
  const byHash = new Map(rows.map((row) => [row.operationHash as Hex, row]))
  return hashes.flatMap((hash) => {
    const row = byHash.get(hash)
    return row === undefined ? [] : [relayedOf(row)]
  })
}

/** The next operations for one transaction: in the order they came, one of an account at a time. */
export const takeWaiting = async (
  database: Database,
  { operations, transactionGas }: RelayerPace,
): Promise<Relayed[]> => {
  const rows = await database
    .select()
    .from(relayerOperations)
    .where(and(eq(relayerOperations.status, 'waiting')))
    .orderBy(asc(relayerOperations.place))
    .limit(operations * 2)
  const taken: Relayed[] = []
  const accounts = new Set<Address>()
  let gas = gasOfTransaction
  for (const row of rows) {
    const next = relayedOf(row)
    if (next.alone && taken.length > 0) continue
    if (accounts.has(next.account) || gas + next.gas > transactionGas) continue
    taken.push(next)
    accounts.add(next.account)
    gas += next.gas
    if (next.alone || taken.length >= operations) break
  }
  return taken
}

/**
 * Tries operations together and leaves out those that are not taken any more, or whose calls would fail by now, until the rest
 * goes through.
 */
export const check = async (simulator: Simulator, given: readonly Relayed[]): Promise<Checked> => {
  let left = given
  const dropped: Dropped[] = []
  while (left.length > 0) {
    const hashes = left.map(({ hash }) => hash)
    const done = await simulator.simulate(
      left.map(({ operation }) => operation),
      hashes,
    )
    if (!done.taken) {
      const at = done.index ?? (left.length === 1 ? 0 : undefined)
      const bad = at === undefined ? undefined : left[at]
      if (bad === undefined) return { kept: [], dropped, parted: left, gasUsed: 0n }
      dropped.push({ hash: bad.hash, reason: done.reason, revertData: done.data })
      left = left.filter((one) => one !== bad)
      continue
    }
    const failing = left.filter((_, index) => done.outcomes[index]?.succeeded !== true)
    if (failing.length === 0) return { kept: left, dropped, parted: [], gasUsed: done.gasUsed }
    for (const bad of failing) {
      const { revertData = '0x' } = done.outcomes[left.indexOf(bad)] ?? {}
      dropped.push({ hash: bad.hash, reason: 'its calls would fail', revertData })
    }
    left = left.filter((one) => !failing.includes(one))
  }
  return { kept: [], dropped, parted: [], gasUsed: 0n }
}

/** Gas of a transaction that brings these. */
export const gasOfAll = (operations: readonly Relayed[]): bigint =>
  operations.reduce((sum, { gas }) => sum + gas, gasOfTransaction)
