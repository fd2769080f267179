import { and, asc, eq, gt, or, type SQL, sql, sum } from 'drizzle-orm'
import type { Hex } from 'viem'
import { type Executor, rowsOf } from '../database/database.ts'
import { relayerOperations, relayerRefusals, wallets } from '../database/schema.ts'
import { codes, Refused } from './refusal.ts'
import type { RelayerBudget } from './settings.ts'

const day = 86_400

/** Whose budget it is: the account's, and its participant's where the rows know one. */
export interface Owner {
  readonly account: Hex
  readonly participantId: number | null
}

export const ownerOf = async (database: Executor, account: Hex): Promise<Owner> => {
  const [row] = await database
    .select({ participantId: wallets.participantId })
    .from(wallets)
    .where(and(eq(wallets.wallet, account), sql`${wallets.removedAt} is null`))
  return { account, participantId: row?.participantId ?? null }
}

const of = (
  table: typeof relayerOperations | typeof relayerRefusals,
  { account, participantId }: Owner,
): SQL | undefined =>
  participantId === null
    ? eq(table.account, account)
    : or(eq(table.account, account), eq(table.participantId, participantId))

const usedUp = (sentence: string, resetsAt: number): Refused =>
  new Refused(
    codes.throttled,
    `${sentence} From ${new Date(resetsAt * 1000).toISOString()} on there is some again; until then anybody else can bring the operation, or it can be sent to another bundler.`,
    { resetsAt },
  )

interface Entry {
  readonly at: number
  readonly amount: bigint
}

/** When so much of what was used lies a day back that the next fits. Entries stand oldest first. */
const freeAt = (entries: readonly Entry[], limit: bigint, wanted: bigint): number => {
  let left = entries.reduce((total, { amount }) => total + amount, 0n)
  for (const { at, amount } of entries) {
    left -= amount
    if (left + wanted <= limit) return at + day
  }
  return (entries.at(-1)?.at ?? 0) + day
}

/**
 * Looks whether an operation fits into what its owner may use in a day.
 * @param expected What it will cost.
 * @throws Refused telling from when on it fits.
 */
export const requireBudget = async (
  database: Executor,
  budget: RelayerBudget,
  owner: Owner,
  now: number,
  expected: bigint,
): Promise<void> => {
  const since = now - day
  const mine = and(of(relayerOperations, owner), gt(relayerOperations.receivedAt, since))
  const tried = and(of(relayerRefusals, owner), gt(relayerRefusals.refusedAt, since))
  const [used] = rowsOf<{ operations: string; money: string; refusals: string }>(
    await database.execute(
      sql`select count(*) as operations, coalesce(sum(${relayerOperations.cost} + ${relayerOperations.expected}), 0)::text as money, (select count(*) from ${relayerRefusals} where ${tried}) as refusals from ${relayerOperations} where ${mine}`,
    ),
  )
  if (used === undefined) throw new Error('The budget could not be counted.')
  if (Number(used.refusals) >= budget.refusals) {
    const rows = await database
      .select({ at: relayerRefusals.refusedAt })
      .from(relayerRefusals)
      .where(tried)
      .orderBy(asc(relayerRefusals.refusedAt))
    const entries = rows.map(({ at }) => ({ at, amount: 1n }))
    throw usedUp(
      `Of this account ${used.refusals} operations that would have failed were looked at within a day; ${budget.refusals} are.`,
      freeAt(entries, BigInt(budget.refusals), 1n),
    )
  }
  const tooMany = Number(used.operations) >= budget.operations
  if (!tooMany && BigInt(used.money) + expected <= budget.money) return
  const rows = await database
    .select({
      at: relayerOperations.receivedAt,
      cost: relayerOperations.cost,
      expected: relayerOperations.expected,
    })
    .from(relayerOperations)
    .where(mine)
    .orderBy(asc(relayerOperations.receivedAt))
  if (tooMany) {
    const entries = rows.map(({ at }) => ({ at, amount: 1n }))
    throw usedUp(
      `Of this account ${used.operations} operations were brought within a day; ${budget.operations} are paid for.`,
      freeAt(entries, BigInt(budget.operations), 1n),
    )
  }
  if (expected > budget.money)
    throw new Refused(
      codes.throttled,
      'The operation costs more by itself than is paid for an account in a day. Anybody else can bring it.',
    )
  const entries = rows.map(({ at, cost, expected: still }) => ({ at, amount: cost + still }))
  throw usedUp('What is paid for this account in a day is used up.', freeAt(entries, budget.money, expected))
}

/** Milliseconds for which the sum over all accounts is taken as still right. */
const sumKept = 5_000

/** Knows what all accounts together cost within a day, at most a few seconds late. */
export const openTotal = (database: Executor, budget: RelayerBudget) => {
  let known: { readonly money: bigint; readonly at: number } | undefined
  return {
    /** @throws Refused if the relayer as a whole may give no more today. */
    require: async (now: number): Promise<void> => {
      if (known === undefined || performance.now() - known.at > sumKept) {
        const [row] = await database
          .select({ money: sum(sql`${relayerOperations.cost} + ${relayerOperations.expected}`) })
          .from(relayerOperations)
          .where(gt(relayerOperations.receivedAt, now - day))
        known = { money: BigInt(row?.money ?? 0), at: performance.now() }
      }
      if (known.money < budget.moneyOfAll) return
      throw usedUp('What is paid for all accounts together in a day is used up.', now + 3_600)
    },
  }
}

/** Remembers an operation that would have failed, once. */
export const countRefusal = async (
  database: Executor,
  hash: Hex,
  { account, participantId }: Owner,
  now: number,
): Promise<void> => {
  await database
    .insert(relayerRefusals)
    .values({ operationHash: hash, account, participantId, refusedAt: now })
    .onConflictDoNothing()
}
