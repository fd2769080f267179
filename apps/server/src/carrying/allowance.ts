import { paidForOthers } from '@hurong/sdk/keeper'
import { lt, sql } from 'drizzle-orm'
import type { Address } from 'viem'
import { type Database, rowsOf } from '../database/database.ts'
import { takeTurn } from '../database/locks.ts'
import { carriedCalls } from '../database/schema.ts'
import { tooMuch } from './problems.ts'

/** A rehearsal can be brought by anybody and again and again while its signature holds: half of a day is kept for what cannot. */
const rehearsalsADay = paidForOthers.aDay / 2
const day = 86_400_000

/**
 * Counts a call that the account takes just before it is sent, over all processes together.
 * @param now Milliseconds since 1970.
 * @throws ApiProblem `TooManyRequests`
 */
export const useAllowance = (
  database: Database,
  account: Address,
  { isRehearsal, now }: { readonly isRehearsal: boolean; readonly now: number },
): Promise<void> =>
  database.transaction(async (tx) => {
    const today = Math.floor(now / day)
    await takeTurn(tx, 'carrying')
    // Another process's clock may still stand at the day before.
    await tx.delete(carriedCalls).where(lt(carriedCalls.day, today - 1))
    const [sum] = rowsOf<{ calls: unknown }>(
      await tx.execute(
        sql`select coalesce(sum(calls), 0) as calls from ${carriedCalls} where day = ${today}`,
      ),
    )
    if (Number(sum?.calls) >= paidForOthers.ofAll) throw tooMuch()
    const counted = await tx
      .insert(carriedCalls)
      .values({ day: today, account, calls: 1 })
      .onConflictDoUpdate({
        target: [carriedCalls.day, carriedCalls.account],
        set: { calls: sql`${carriedCalls.calls} + 1` },
        setWhere: lt(carriedCalls.calls, isRehearsal ? rehearsalsADay : paidForOthers.aDay),
      })
      .returning()
    if (counted.length === 0) throw tooMuch()
  })
