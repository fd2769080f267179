import { paidSchedule, type StandingInstalment, scheduleOf, standingsOf } from '@hurong/finance'
import type { Schedule, ScheduleRow } from '@hurong/sdk/api'
import { asc, eq } from 'drizzle-orm'
import { instalments, repayments } from '../database/schema.ts'
import type { ReadAt } from '../http/context.ts'
import { findLoan } from './findLoan.ts'
import { positionOf, termsOf } from './position.ts'

/** An instalment as the API tells it. */
const rowOf = (instalment: StandingInstalment): ScheduleRow => ({
  index: instalment.index,
  dueAt: instalment.dueAt,
  principal: instalment.principal.toString(),
  interest: instalment.interest.toString(),
  paid: (instalment.interestPaid + instalment.principalPaid).toString(),
  settledAt: instalment.settledAt,
  daysLate: instalment.daysLate,
  status: instalment.status,
})

/** The schedule of a loan; before the draw, what it would be if drawn now. */
export const readSchedule = async (read: ReadAt, number: number): Promise<Schedule> => {
  const loan = await findLoan(read, number)
  const terms = termsOf(loan)
  const { loanId } = loan
  const head = { loanId: loanId.toString(), number, drawn: loan.drawnAt !== null }
  if (loan.drawnAt === null)
    return {
      ...head,
      prepaid: null,
      rows: scheduleOf(terms, Math.max(read.now, loan.drawableFrom ?? 0)).map((row) => ({
        index: row.index,
        dueAt: row.dueAt,
        principal: row.principalDue.toString(),
        interest: row.interestDue.toString(),
        paid: '0',
        settledAt: null,
        daysLate: null,
        status: row.interestDue + row.principalDue === 0n ? 'nothingDue' : 'upcoming',
      })),
    }
  const [payments, settledRows] = await Promise.all([
    read.database.select().from(repayments).where(eq(repayments.loanId, loanId)).orderBy(asc(repayments.id)),
    read.database.select().from(instalments).where(eq(instalments.loanId, loanId)),
  ])
  const { instalments: paid, prepaid } = paidSchedule(
    terms,
    loan.drawnAt,
    payments.filter(({ recovery }) => !recovery),
  )
  const standings = standingsOf(terms, paid, {
    settled: new Map(settledRows.map((row) => [row.index, row])),
    nextInstalment: positionOf(loan)?.nextInstalment ?? 0,
    isOver: loan.endedAt !== null,
    now: read.now,
  })
  return {
    ...head,
    rows: standings.map(rowOf),
    prepaid: { principal: prepaid.principal.toString(), interest: prepaid.interest.toString() },
  }
}
