import { eq, lt, lte, sql } from 'drizzle-orm'
import type { Executor } from '../database/database.ts'
import { sessionGuesses } from '../database/schema.ts'
import { ApiProblem } from '../http/problems.ts'

/** Wrong codes in a row that cost nothing: people mistype. */
const free = 5
/** Milliseconds: the first wait, and the longest. */
const [first, longest] = [30_000, 15 * 60_000]
/** Milliseconds after which wrong codes are forgotten. */
const forgotten = 24 * 3_600_000

const waitAfter = sql`case when ${sessionGuesses.tries} + 1 < ${free} then 0
  else least(${longest}::bigint, ${first}::bigint * (1::bigint << least(${sessionGuesses.tries} + 1 - ${free}, 10)::int)) end`

/**
 * Counts a guess before it is looked at, so that many at once are no more than many in a row.
 * @param guesser The account together with the key that confirmed: who holds another key is not kept waiting.
 * @throws ApiProblem `TooManyGuesses` while they have to wait.
 */
export const countGuess = async (database: Executor, guesser: string, now: number): Promise<void> => {
  await database.delete(sessionGuesses).where(lt(sessionGuesses.nextAt, now - forgotten))
  const counted = await database
    .insert(sessionGuesses)
    .values({ guesser, tries: 1, nextAt: now })
    .onConflictDoUpdate({
      target: sessionGuesses.guesser,
      set: { tries: sql`${sessionGuesses.tries} + 1`, nextAt: sql`${now}::bigint + ${waitAfter}` },
      setWhere: lte(sessionGuesses.nextAt, now),
    })
    .returning()
  if (counted.length === 1) return
  const [held] = await database.select().from(sessionGuesses).where(eq(sessionGuesses.guesser, guesser))
  const seconds = Math.max(1, Math.ceil(((held?.nextAt ?? now) - now) / 1000))
  throw new ApiProblem(
    'TooManyGuesses',
    `Too many wrong codes with this device. Wait ${seconds} s, or use a recovery code.`,
    undefined,
    `这台设备输错的次数过多。请等待 ${seconds} 秒，或使用恢复码。`,
  )
}

/** Forgets the guesses of somebody who knew the code. */
export const forgetGuesses = async (database: Executor, guesser: string): Promise<void> => {
  await database.delete(sessionGuesses).where(eq(sessionGuesses.guesser, guesser))
}
