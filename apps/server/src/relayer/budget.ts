import { and, asc, eq, gt, inArray, or, sql, sum } from 'drizzle-orm'
import type { Hex } from 'viem'
import { type Database, type Executor, rowsOf } from '../database/database.ts'
import { relayerOperations, relayerRefusals, relayerTransactions, wallets } from '../database/schema.ts'
import { codes, Refused } from './refusal.ts'
import type { RelayerBudget } from './settings.ts'

/** Seconds for which what was used counts. */
export const day = 86_400

/** Whose budget it is: the account's, and its participant's where the rows know one. */
export interface Owner {
  readonly account: Hex
  readonly participantId: number | null
}

/** An operation by what the rows are asked about it. */
export interface Asked {
  readonly hash: Hex
  readonly account: Hex
  readonly nonce: bigint
}

/** What the rows know of an operation and of what its owner used in a day. */
export interface Standing extends Owner {
  /** Of the very operation, if it came before. */
  readonly status: (typeof relayerOperations.$inferSelect)['status'] | null
  /** It was alone in a transaction that failed as a whole. */
  readonly failedOnChain: boolean
  readonly operations: number
  readonly money: bigint
  readonly refusals: number
  /** Other operations of the account on their way, and those among them with the same nonce. */
  readonly onTheirWay: number
  readonly sameNonce: number
}

/** How things stand with operations, all in one question. */
export const standingsOf = async (
  database: Executor,
  asked: readonly Asked[],
  now: number,
): Promise<Standing[]> => {
  const since = now - day
  const text = JSON.stringify(
    asked.map(({ hash, account, nonce }, place) => ({ place, hash, account, nonce: nonce.toString() })),
  )
  const [o, r, w] = [relayerOperations, relayerRefusals, wallets]
  const rows = rowsOf<Record<string, string | number | null>>(
    await database.execute(sql`
      select a.account, held.status, held.transaction_hash, w.participant_id, used.operations, used.money, tried.refusals, way.others, way.same
      from json_to_recordset(${text}::json) as a(place int, hash text, account text, nonce numeric)
      left join ${o} held on held.operation_hash = a.hash
      left join ${w} w on w.wallet = a.account and w.removed_at is null
      cross join lateral (
        select count(*) as operations, coalesce(sum(cost + expected), 0)::text as money
        from ${o} u where (u.account = a.account or u.participant_id = w.participant_id) and u.received_at > ${since}
      ) used
      cross join lateral (
        select count(*) as refusals
        from ${r} t where (t.account = a.account or t.participant_id = w.participant_id) and t.refused_at > ${since}
      ) tried
      cross join lateral (
        select count(*) as others, count(*) filter (where s.nonce = a.nonce) as same
        from ${o} s where s.account = a.account and s.status in ('waiting', 'sent') and s.operation_hash <> a.hash
      ) way
      order by a.place`),
  )
  return rows.map((row) => ({
    account: row.account as Hex,
    participantId: row.participant_id === null ? null : Number(row.participant_id),
    status: row.status as Standing['status'],
    failedOnChain: row.status === 'failed' && row.transaction_hash !== null,
    operations: Number(row.operations),
    money: BigInt(row.money ?? 0),
    refusals: Number(row.refusals),
    onTheirWay: Number(row.others),
    sameNonce: Number(row.same),
  }))
}

/** What is used up, if anything is. @param expected What the next operation will cost. */
export const exhausted = (
  { operations, money, refusals }: Standing,
  budget: RelayerBudget,
  expected: bigint,
): 'refusals' | 'operations' | 'money' | undefined => {
  if (refusals >= budget.refusals) return 'refusals'
  if (operations >= budget.operations) return 'operations'
  return money + expected > budget.money ? 'money' : undefined
}

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

/** The refusal of an operation that does not fit, telling from when on it does. */
export const refuseExhausted = async (
  database: Database,
  budget: RelayerBudget,
  standing: Standing,
  now: number,
  expected: bigint,
): Promise<Refused> => {
  const { account, participantId } = standing
  const what = exhausted(standing, budget, expected)
  const of = (table: typeof relayerOperations | typeof relayerRefusals) =>
    participantId === null
      ? eq(table.account, account)
      : or(eq(table.account, account), eq(table.participantId, participantId))
  if (what === 'refusals') {
    const rows = await database
      .select({ at: relayerRefusals.refusedAt })
      .from(relayerRefusals)
      .where(and(of(relayerRefusals), gt(relayerRefusals.refusedAt, now - day)))
      .orderBy(asc(relayerRefusals.refusedAt))
    const entries = rows.map(({ at }) => ({ at, amount: 1n }))
    return usedUp(
      `Of this account ${standing.refusals} operations that would have failed were looked at within a day; ${budget.refusals} are.`,
      freeAt(entries, BigInt(budget.refusals), 1n),
    )
  }
  const { receivedAt, cost } = relayerOperations
  const rows = await database
    .select({ at: receivedAt, cost, expected: relayerOperations.expected })
    .from(relayerOperations)
    .where(and(of(relayerOperations), gt(receivedAt, now - day)))
    .orderBy(asc(receivedAt))
  if (what === 'operations') {
    const entries = rows.map(({ at }) => ({ at, amount: 1n }))
    return usedUp(
      `Of this account ${standing.operations} operations were brought within a day; ${budget.operations} are paid for.`,
      freeAt(entries, BigInt(budget.operations), 1n),
    )
  }
  if (expected > budget.money)
    return new Refused(
      codes.throttled,
      'The operation costs more by itself than is paid for an account in a day. Anybody else can bring it.',
    )
  const entries = rows.map((row) => ({ at: row.at, amount: row.cost + row.expected }))
  return usedUp('What is paid for this account in a day is used up.', freeAt(entries, budget.money, expected))
}

/** Milliseconds for which the sum over all accounts is taken as still right. */
const sumKept = 5_000

/** What all accounts together cost within a day, by what was paid for transactions: nobody may be known to blame for one. */
export const spentOfAll = async (database: Executor, now: number): Promise<bigint> => {
  const [row] = await database
    .select({ money: sum(relayerTransactions.paid) })
    .from(relayerTransactions)
    .where(gt(relayerTransactions.signedAt, (now - day) * 1000))
  return BigInt(row?.money ?? 0)
}

/** Knows what all accounts together cost within a day and will still cost, at most a few seconds late. */
export const openTotal = (database: Executor, budget: RelayerBudget) => {
  let known: { readonly money: bigint; readonly at: number } | undefined
  const { expected, status } = relayerOperations
  return {
    /** @throws Refused if the relayer as a whole may give no more today. */
    require: async (now: number): Promise<void> => {
      if (known === undefined || performance.now() - known.at > sumKept) {
        const [row] = await database
          .select({ money: sum(expected) })
          .from(relayerOperations)
          .where(inArray(status, ['waiting', 'sent']))
        known = {
          money: (await spentOfAll(database, now)) + BigInt(row?.money ?? 0),
          at: performance.now(),
        }
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
