import { sql } from 'drizzle-orm'
import type { Executor } from '../database/database.ts'

/** Milliseconds after which a database counts as silent. */
const patience = 3_000

/** Whether the database answers now. */
export const databaseAnswers = async (database: Pick<Executor, 'execute'>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, patience, false)
  })
  const answer = database.execute(sql`select 1`).then(
    () => true,
    () => false,
  )
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer))
}
