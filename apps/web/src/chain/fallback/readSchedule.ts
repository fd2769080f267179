import { addMonths, DAY, remainingSchedule, scheduleOf } from '@hurong/finance'
import type { Loan } from '@hurong/sdk'
import type { Schedule, ScheduleRow } from '@hurong/sdk/api'
import { type Book, readSettled } from './book.ts'
import { positionOf } from './readLoan.ts'

/** Settled instalments at the figures they were agreed at, those to come at the figures they have now. */
export async function scheduleFrom(book: Book, loan: Loan): Promise<Schedule> {
  const { terms, number, loanId } = loan
  const position = positionOf(loan)
  const planned = scheduleOf(terms, position?.drawnAt ?? addMonths(book.time, 0))
  const settled = position ? await readSettled(book, loanId) : []
  const past: ScheduleRow[] = settled.map(({ index, daysLate, onTime, settledAt }) => {
    const row = planned[index - 1]
    const [principal, interest] = [row?.principalDue ?? 0n, row?.interestDue ?? 0n]
    return {
      index,
      dueAt: row?.dueAt ?? settledAt,
      principal: String(principal),
      interest: String(interest),
      paid: String(principal + interest),
      settledAt,
      daysLate,
      status: onTime ? 'onTime' : 'paidLate',
    }
  })
  const open = position
    ? remainingSchedule(terms, position)
    : planned.map((row) => ({ ...row, interestUnpaid: row.interestDue, principalUnpaid: row.principalDue }))
  const ahead: ScheduleRow[] = open.map((row, at) => {
    const late = position !== null && row.dueAt < book.time
    return {
      index: row.index,
      dueAt: row.dueAt,
      principal: String(row.principalDue),
      interest: String(row.interestDue),
      paid: String(row.principalDue - row.principalUnpaid + row.interestDue - row.interestUnpaid),
      settledAt: null,
      daysLate: late ? Math.floor((book.time - row.dueAt) / DAY) : null,
      status: late ? 'late' : at === 0 && position !== null ? 'running' : 'upcoming',
    }
  })
  return { loanId: String(loanId), number, drawn: position !== null, rows: [...past, ...ahead] }
}
