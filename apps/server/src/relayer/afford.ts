import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { relayerOperations } from '../database/schema.ts'
import { day, type Owner, spentOfAll } from './budget.ts'
import type { Dropped, Relayed } from './bundle.ts'
import type { RelayerBudget } from './settings.ts'

/** What becomes of operations when the budgets are asked again. */
export interface Afforded {
  readonly kept: readonly Relayed[]
  /** Nothing is left for them. */
  readonly dropped: readonly Dropped[]
  /** There may be something left for them once it is known what those in transactions cost. */
  readonly later: readonly Relayed[]
  /** What is in transactions may cost all that is left for all accounts together. */
  readonly full: boolean
}

const { account, participantId, cost, gas, status, receivedAt } = relayerOperations

const isSameOwner = (one: Owner, other: Owner): boolean =>
  one.account === other.account || (one.participantId !== null && one.participantId === other.participantId)

/** Money paid in a day for what the owners of operations sent, and gas of what of it is in a transaction, at most. */
const readUsed = async (database: Database, operations: readonly Relayed[], now: number) => {
  const accounts = operations.map((one) => one.account)
  const participants = operations.flatMap((one) => (one.participantId === null ? [] : [one.participantId]))
  const rows = await database
    .select({
      account,
      participantId,
      spent: sql<string>`sum(${cost})::text`,
      flying: sql<string>`sum(case when ${eq(status, 'sent')} then ${gas} else 0 end)::text`,
    })
    .from(relayerOperations)
    .where(
      and(or(inArray(account, accounts), inArray(participantId, participants)), gt(receivedAt, now - day)),
    )
    .groupBy(account, participantId)
  return (owner: Owner) => {
    const own = rows.filter((row) => isSameOwner(row as Owner, owner))
    return {
      spent: own.reduce((all, row) => all + BigInt(row.spent), 0n),
      flying: own.reduce((all, row) => all + BigInt(row.flying), 0n),
    }
  }
}

/**
 * Asks the budgets again, right before something is signed: what operations cost on the chain may be much more than a simulation
 * told when they were taken. What is in transactions counts with all the gas it may use. One operation may go nevertheless where
 * none of the same budget is on its way, so that a small budget serves too; it is overdrawn by that one at most.
 */
export const openAfford =
  (database: Database, { money, moneyOfAll }: RelayerBudget, seconds: () => number) =>
  async (operations: readonly Relayed[], price: bigint): Promise<Afforded> => {
    const drop = (some: readonly Relayed[], reason: string): Dropped[] =>
      some.map(({ hash }) => ({ hash, reason, revertData: '0x' }))
    const spentByAll = await spentOfAll(database, seconds())
    if (spentByAll >= moneyOfAll) {
      const reason = 'what is paid for all accounts together in a day is used up'
      return { kept: [], dropped: drop(operations, reason), later: [], full: true }
    }
    const usedBy = await readUsed(database, operations, seconds())
    const [row] = await database
      .select({ gas: sql<string | null>`sum(${gas})::text` })
      .from(relayerOperations)
      .where(eq(status, 'sent'))
    let flyingOfAll = BigInt(row?.gas ?? 0)
    let full = false
    const [kept, spentOut, later]: [Relayed[], Relayed[], Relayed[]] = [[], [], []]
    for (const one of operations) {
      const { spent, flying } = usedBy(one)
      const beside = kept.reduce((all, other) => all + (isSameOwner(one, other) ? other.gas : 0n), flying)
      if (spent >= money) {
        spentOut.push(one)
      } else if (beside > 0n && spent + (beside + one.gas) * price > money) {
        later.push(one)
      } else if (flyingOfAll > 0n && spentByAll + (flyingOfAll + one.gas) * price > moneyOfAll) {
        full = true
        later.push(one)
      } else {
        flyingOfAll += one.gas
        kept.push(one)
      }
    }
    return { kept, dropped: drop(spentOut, 'what is paid for its account in a day is used up'), later, full }
  }
export type Afford = ReturnType<typeof openAfford>
