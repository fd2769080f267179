import { addMonths, DAY, type Instalment, remainingSchedule, scheduleOf } from '@hurong/finance'
import type { Loan } from '@hurong/sdk'
import type { Schedule, ScheduleRow } from '@hurong/sdk/api'
import { type Book, readSettled } from './book.ts'
import { positionOf } from './readLoan.ts'

const isFree = ({ principalDue, interestDue }: Instalment): boolean => principalDue + interestDue === 0n

const unpaidRow = ({ index, dueAt, principalDue, interestDue }: Instalment) => ({
  ...{ index, dueAt, principal: String(principalDue), interest: String(interestDue) },
  ...{ paid: '0', settledAt: null, daysLate: null },
})

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
  // What never asked for anything was passed over without an event.
  const passed: ScheduleRow[] = planned
    .filter((row) => row.index < (position?.nextInstalment ?? 0) && isFree(row))
    .map((row) => ({ ...unpaidRow(row), status: 'nothingDue' }))
  const open = position
    ? remainingSchedule(terms, position)
    : planned.map((row) => ({ ...row, interestUnpaid: row.interestDue, principalUnpaid: row.principalDue }))
  const ahead: ScheduleRow[] = open.map((row, at) => {
    const late = position !== null && row.dueAt < book.time
    if (isFree(row)) return { ...unpaidRow(row), status: 'nothingDue' }
    return {
      ...unpaidRow(row),
      paid: String(row.principalDue - row.principalUnpaid + row.interestDue - row.interestUnpaid),
      daysLate: late ? Math.floor((book.time - row.dueAt) / DAY) : null,
      status: late ? 'late' : at === 0 && position !== null ? 'running' : 'upcoming',
    }
  })
  const rows = [...past, ...passed, ...ahead].sort((a, b) => a.index - b.index)
  return { loanId: String(loanId), number, drawn: position !== null, rows, prepaid: null }
}
