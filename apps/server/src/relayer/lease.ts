import { eq, sql } from 'drizzle-orm'
import type { Hex } from 'viem'
import { type Database, type Executor, rowsOf } from '../database/database.ts'
import { relayerLeases } from '../database/schema.ts'

/** Milliseconds by the database's clock: processes on two machines may disagree about the time. */
const clock = sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`

/** Another process took the key over: nothing may be signed here. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** The right to work with a key, one process at a time. */
export const openLease = (database: Database, relayer: Hex, milliseconds: number) => {
  const holder = crypto.randomUUID()
  return {
    /** Takes the lease if nobody has it, or holds it for longer. @returns whether it is held. */
    hold: async (problem: string | null): Promise<boolean> => {
      const rows = rowsOf(
        await database.execute(
          sql`insert into ${relayerLeases} (relayer, holder, until, problem) values (${relayer}, ${holder}, ${clock} + ${milliseconds}::bigint, ${problem}) on conflict (relayer) do update set holder = excluded.holder, until = excluded.until, problem = excluded.problem where ${relayerLeases.holder} = ${holder} or ${relayerLeases.until} < ${clock} returning holder`,
        ),
      )
      return rows.length === 1
    },
    /**
     * Makes sure, within a transaction that writes, that the lease is held: whoever wants to take it over waits until it is done.
     * @throws LeaseLost
     */
    require: async (tx: Executor): Promise<void> => {
      const rows = rowsOf(
        await tx.execute(
          sql`select 1 from ${relayerLeases} where relayer = ${relayer} and holder = ${holder} and until > ${clock} for update`,
        ),
      )
      if (rows.length === 0)
        throw new LeaseLost('Another process works with the relayer’s key: nothing is signed here.')
    },
    release: async (): Promise<void> => {
      await database
        .delete(relayerLeases)
        .where(sql`${eq(relayerLeases.relayer, relayer)} and ${eq(relayerLeases.holder, holder)}`)
    },
  }
}
export type Lease = ReturnType<typeof openLease>

/** Whether some process works with the key, and what keeps it from it. */
export const readLease = async (database: Database, relayer: Hex): Promise<string | null> => {
  const [row] = rowsOf<{ problem: string | null; held: boolean }>(
    await database.execute(
      sql`select problem, until > ${clock} as held from ${relayerLeases} where relayer = ${relayer}`,
    ),
  )
  if (row === undefined || !row.held) return 'no process works with its key'
  return row.problem
}
