import { lt } from 'drizzle-orm'
import type { Executor } from '../database/database.ts'
import { sessionMarks } from '../database/schema.ts'

/**
 * Marks something as used.
 * @param until Milliseconds since 1970, after which it is refused for its age and need not be remembered.
 * @returns whether it was the first time, for one alone of all who try at once.
 */
export const useOnce = async (
  database: Executor,
  mark: string,
  until: number,
  now: number,
): Promise<boolean> => {
  const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)
  await database.delete(sessionMarks).where(lt(sessionMarks.until, seconds(now)))
  const made = await database
    .insert(sessionMarks)
    .values({ mark, until: seconds(until) + 1 })
    .onConflictDoNothing()
    .returning()
  return made.length === 1
}
