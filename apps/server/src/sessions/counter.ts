import { sql } from 'drizzle-orm'
import type { Executor } from '../database/database.ts'
import { sessionCounters } from '../database/schema.ts'

/**
 * Keeps how often a passkey says it was used.
 * @returns false where that is no more than it said before: it may have been copied. Those that do not count always say 0.
 */
export const keepCounter = async (database: Executor, signer: string, counter: number): Promise<boolean> => {
  const kept = await database
    .insert(sessionCounters)
    .values({ signer, counter })
    .onConflictDoUpdate({
      target: sessionCounters.signer,
      set: { counter: sql`excluded.counter` },
      setWhere: sql`${sessionCounters.counter} < excluded.counter or (${sessionCounters.counter} = 0 and excluded.counter = 0)`,
    })
    .returning()
  return kept.length === 1
}
