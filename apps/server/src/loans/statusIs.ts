import { and, eq, gte, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { loans } from '../database/schema.ts'

/** Lateness is a date, so that it is told in SQL and no row has to be touched when time passes. */
export const statusIs = (status: string, now: number): SQL | undefined => {
  if (status === 'late') return and(eq(loans.status, 'active'), lt(loans.graceEndAt, now))
  if (status === 'active')
    return and(eq(loans.status, 'active'), or(isNull(loans.graceEndAt), gte(loans.graceEndAt, now)))
  return sql`${loans.status} = ${status}`
}
