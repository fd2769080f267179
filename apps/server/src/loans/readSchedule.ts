import { plannedSchedule, toldSchedule } from '@hurong/sdk'
import type { Schedule } from '@hurong/sdk/api'
import { asc, eq } from 'drizzle-orm'
import { instalments, repayments } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { findLoan } from './findLoan.ts'
import { positionOf, termsOf } from './position.ts'

/** The schedule of a loan; before the draw, what it would be if drawn now. */
export const readSchedule = async (read: ReadAt, number: number): Promise<Schedule> => {
  const loan = await findLoan(read, number)
  const terms = termsOf(loan)
  const { loanId } = loan
  const head = { loanId: loanId.toString(), number }
  if (loan.drawnAt === null)
    return { ...head, ...plannedSchedule(terms, Math.max(read.now, loan.drawableFrom ?? 0)) }
  const [payments, settledRows] = await Promise.all([
    read.database.select().from(repayments).where(eq(repayments.loanId, loanId)).orderBy(asc(repayments.id)),
    read.database.select().from(instalments).where(eq(instalments.loanId, loanId)),
  ])
  const beforeDefault = payments.filter(({ recovery }) => !recovery)
  const told = toldSchedule(terms, loan.drawnAt, beforeDefault, {
    settled: new Map(settledRows.map((row) => [row.index, row])),
    nextInstalment: positionOf(loan)?.nextInstalment ?? 0,
    isOver: loan.endedAt !== null,
    now: read.now,
  })
  return { ...head, ...told }
}
