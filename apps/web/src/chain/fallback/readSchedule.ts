import { type Loan, plannedSchedule, toldSchedule } from '@hurong/sdk'
import type { Schedule } from '@hurong/sdk/api'
import { type Book, readPayments, readSettled } from './book.ts'
import { positionOf } from './readLoan.ts'

/** Every instalment as payments have made it; before the draw, as it would be if drawn now. */
export async function scheduleFrom(book: Book, loan: Loan): Promise<Schedule> {
  const { terms, number, loanId } = loan
  const position = positionOf(loan)
  const head = { loanId: String(loanId), number }
  if (position === null) {
    const isFunded = loan.position.status === 'funded'
    const drawableFrom = isFunded ? await book.hurong.loans.readDrawableFrom({ loanId }) : 0n
    return { ...head, ...plannedSchedule(terms, Math.max(book.time, Number(drawableFrom))) }
  }
  const [payments, settled] = await Promise.all([readPayments(book, loanId), readSettled(book, loanId)])
  const told = toldSchedule(terms, position.drawnAt, payments, {
    settled: new Map(settled.map((each) => [each.index, each])),
    nextInstalment: position.nextInstalment,
    // Principal comes first after a default, so that interest may be owed when none of it is.
    isOver: position.status === 'repaid' || position.status === 'recovered',
    now: book.time,
  })
  return { ...head, ...told }
}
