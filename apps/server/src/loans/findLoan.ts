import { eq } from 'drizzle-orm'
import { loans } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { ApiProblem } from '../http/problems.ts'
import type { LoanRow } from './position.ts'

/** The loan with this number. @throws ApiProblem `LoanNotFound` */
export const findLoan = async ({ database }: Pick<ReadAt, 'database'>, number: number): Promise<LoanRow> => {
  const [loan] = await database.select().from(loans).where(eq(loans.number, number)).limit(1)
  if (loan === undefined) throw new ApiProblem('LoanNotFound', `There is no loan L-${number}.`)
  return loan
}
