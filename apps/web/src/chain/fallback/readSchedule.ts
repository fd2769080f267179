import { addMonths } from '@hurong/finance'
import { type Loan, plannedSchedule, toldSchedule } from '@hurong/sdk'
import type { Schedule } from '@hurong/sdk/api'
import { type Book, readPayments, readSettled } from './book.ts'
import { positionOf } from './readLoan.ts'

/** Every instalment as payments have made it; before the draw, as it would be if drawn now. */
export async function scheduleFrom(book: Book, loan: Loan): Promise<Schedule> {
  const { terms, number, loanId } = loan
  const position = positionOf(loan)
  const head = { loanId: String(loanId), number }
  if (position === null) return { ...head, ...plannedSchedule(terms, addMonths(book.time, 0)) }
  const [payments, settled] = await Promise.all([readPayments(book, loanId), readSettled(book, loanId)])
  const beforeDefault = payments.filter(({ at }) => position.defaultedAt === 0 || at < position.defaultedAt)
  const told = toldSchedule(terms, position.drawnAt, beforeDefault, {
    settled: new Map(settled.map((each) => [each.index, each])),
    nextInstalment: position.nextInstalment,
    isOver: position.outstandingPrincipal === 0n,
    now: book.time,
  })
  return { ...head, ...told }
}
