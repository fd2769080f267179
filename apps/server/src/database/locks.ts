import { sql } from 'drizzle-orm'
import type { Executor } from './database.ts'

/** Arbitrary numbers that this program alone locks by; no two are alike. */
const locks = {
  migration: 4_872_101,
  decisionLog: 4_872_102,
  relayerIntake: 4_872_103,
  carrying: 4_872_104,
  noticeCodes: 4_872_105,
  pushSubscriptions: 4_872_106,
} as const

/** Waits until no other process does the same, and keeps them all waiting until the transaction ends. */
export const takeTurn = (tx: Executor, at: keyof typeof locks): Promise<unknown> =>
  tx.execute(sql`select pg_advisory_xact_lock(${locks[at]})`)
