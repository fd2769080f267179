import type { TimedLog } from '../events/index.ts'
import { type Books, emptyBooks, expectEqual } from './books.ts'
import { replayLoans } from './replayLoans.ts'
import { replayNotes } from './replayNotes.ts'
import { replayParticipants } from './replayParticipants.ts'
import { replayRecord } from './replayRecord.ts'
import type { LoansLog } from './replayRepayment.ts'
import { replayRules } from './replayRules.ts'

type Prepaid = LoansLog & { name: 'Prepaid' }

/** The `Prepaid` between a `Repaid` and the next one of the same loan in the same transaction. */
export const prepaidAfter = (events: readonly TimedLog[], index: number): Prepaid | undefined => {
  const repaid = events[index]
  if (repaid?.contract !== 'loans' || repaid.name !== 'Repaid') return undefined
  for (let next = index + 1; next < events.length; next++) {
    const event = events[next]
    if (event === undefined || event.transactionHash !== repaid.transactionHash) return undefined
    if (event.contract !== 'loans' || !('loanId' in event.args) || event.args.loanId !== repaid.args.loanId)
      continue
    if (event.name === 'Repaid') return undefined
    if (event.name === 'Prepaid') return event
  }
  return undefined
}

/**
 * Rebuilds everything from events alone, in the order they happened. What does not follow from the events before it is
 * noted in `faults`, and reading goes on with what the event tells.
 * @param events All events from the deployment's first block on, or all of one loan and its series.
 */
export const replayEvents = (events: readonly TimedLog[], books: Books = emptyBooks()): Books => {
  for (const [index, event] of events.entries()) {
    books.events++
    replayRules(books, event)
    if (event.contract === 'notes') replayNotes(books, event)
    else if (event.contract === 'loans') replayLoans(books, event, prepaidAfter(events, index))
    else if (event.contract === 'participants') replayParticipants(books, event)
    else if (event.contract === 'creditRecord') replayRecord(books, event)
  }
  for (const loan of books.loans.values())
    expectEqual(
      books,
      undefined,
      `instalments settled of loan ${loan.loanId}`,
      loan.settled.expected.join(', '),
      loan.settled.told.join(', '),
    )
  return books
}
