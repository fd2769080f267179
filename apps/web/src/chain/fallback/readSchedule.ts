import { addMonths, paidSchedule, type StandingInstalment, scheduleOf, standingsOf } from '@hurong/finance'
import type { Loan } from '@hurong/sdk'
import type { Schedule, ScheduleRow } from '@hurong/sdk/api'
import { type Book, readPayments, readSettled } from './book.ts'
import { positionOf } from './readLoan.ts'

const rowOf = (instalment: StandingInstalment): ScheduleRow => ({
  index: instalment.index,
  dueAt: instalment.dueAt,
  principal: String(instalment.principal),
  interest: String(instalment.interest),
  paid: String(instalment.interestPaid + instalment.principalPaid),
  settledAt: instalment.settledAt,
  daysLate: instalment.daysLate,
  status: instalment.status,
})

/** Every instalment as payments have made it; before the draw, as it would be if drawn now. */
export async function scheduleFrom(book: Book, loan: Loan): Promise<Schedule> {
  const { terms, number, loanId } = loan
  const position = positionOf(loan)
  const head = { loanId: String(loanId), number }
  if (position === null) {
    const planned = scheduleOf(terms, addMonths(book.time, 0)).map(
      ({ index, dueAt, interestDue, principalDue }): ScheduleRow => ({
        ...{ index, dueAt, principal: String(principalDue), interest: String(interestDue) },
        ...{ paid: '0', settledAt: null, daysLate: null },
        status: interestDue + principalDue === 0n ? 'nothingDue' : 'upcoming',
      }),
    )
    return { ...head, drawn: false, rows: planned, prepaid: null }
  }
  const [payments, settled] = await Promise.all([readPayments(book, loanId), readSettled(book, loanId)])
  const beforeDefault = payments.filter(({ at }) => position.defaultedAt === 0 || at < position.defaultedAt)
  const { instalments, prepaid } = paidSchedule(terms, position.drawnAt, beforeDefault)
  const standings = standingsOf(terms, instalments, {
    settled: new Map(settled.map((each) => [each.index, each])),
    nextInstalment: position.nextInstalment,
    isOver: position.outstandingPrincipal === 0n,
    now: book.time,
  })
  return {
    ...head,
    drawn: true,
    rows: standings.map(rowOf),
    prepaid: { principal: String(prepaid.principal), interest: String(prepaid.interest) },
  }
}
