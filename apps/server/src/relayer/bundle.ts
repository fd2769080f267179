import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Hex } from 'viem'
import type { Database } from '../database/database.ts'
import { relayerOperations } from '../database/schema.ts'
import type { Afford } from './afford.ts'
import { gasOfTransaction, type Operation, readOperation } from './operation.ts'
import type { RelayerPace } from './settings.ts'
import type { Simulator } from './simulate.ts'

/** An operation on its way. */
export interface Relayed {
  readonly hash: Hex
  readonly account: Hex
  readonly participantId: number | null
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

export const relayedOf = ({
  operationHash,
  account,
  participantId,
  operation,
  gas,
  alone,
}: Row): Relayed => ({
  hash: operationHash as Hex,
  account: account as Hex,
  participantId,
  operation: readOperation(operation),
  gas: BigInt(gas),
  alone,
})

/** Operations as they were sent, in the order they are asked for. @param which Those still to be brought unless told otherwise. */
export const readRelayed = async (
  database: Database,
  hashes: readonly Hex[],
  which: readonly Row['status'][] = ['waiting', 'sent'],
): Promise<Relayed[]> => {
  if (hashes.length === 0) return []
  const { operationHash, status } = relayerOperations
  const rows = await database
    .select()
    .from(relayerOperations)
    .where(and(inArray(operationHash, [...hashes]), inArray(status, [...which])))
  const byHash = new Map(rows.map((row) => [row.operationHash as Hex, row]))
  return hashes.flatMap((hash) => {
    const row = byHash.get(hash)
    return row === undefined ? [] : [relayedOf(row)]
  })
}

/** Operations looked at for one transaction at most. */
const lookedAt = 400

/**
 * The next operations for one transaction: in the order they came, one of an account at a time, and what the budgets still pay
 * for. What there is nothing left for is given back to be dropped.
 */
export const takeWaiting = async (
  database: Database,
  { operations, transactionGas }: RelayerPace,
  afford: Afford,
  price: bigint,
): Promise<{ readonly taken: readonly Relayed[]; readonly dropped: readonly Dropped[] }> => {
  const { operationHash, account, gas, alone, status, place } = relayerOperations
  const rows = await database
    .select({ hash: operationHash, account, gas, alone })
    .from(relayerOperations)
    .where(eq(status, 'waiting'))
    .orderBy(asc(place))
    .limit(lookedAt)
  const aside = new Set<string>()
  const pick = (): Hex[] => {
    const picked: Hex[] = []
    const accounts = new Set(aside)
    let all = gasOfTransaction
    for (const row of rows) {
      if (row.alone && picked.length > 0) continue
      if (accounts.has(row.account) || all + BigInt(row.gas) > transactionGas) continue
      picked.push(row.hash as Hex)
      accounts.add(row.account)
      all += BigInt(row.gas)
      if (row.alone || picked.length >= operations) break
    }
    return picked
  }
  const dropped: Dropped[] = []
  for (;;) {
    const picked = await readRelayed(database, pick())
    if (picked.length === 0) return { taken: [], dropped }
    const afforded = await afford(picked, price)
    dropped.push(...afforded.dropped)
    if (afforded.kept.length === picked.length || afforded.full) return { taken: afforded.kept, dropped }
    // Others may go in the place of those.
    for (const one of picked) if (!afforded.kept.includes(one)) aside.add(one.account)
  }
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
