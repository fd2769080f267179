import { type InstalmentAsk, instalmentsFrom } from './ask.ts'
import { drawLoan, type LoanPosition } from './position.ts'
import type { LoanTerms } from './terms.ts'

/** One scheduled payment. Amounts in base units, times in seconds UTC. */
export type Instalment = {
  readonly index: number
  readonly dueAt: number
  readonly interestDue: bigint
  readonly principalDue: bigint
  /** Principal scheduled to be outstanding at the start of the period. */
  readonly balance: bigint
}

const instalment = ({ index, dueAt, interestDue, principalDue, balance }: InstalmentAsk): Instalment => ({
  index,
  dueAt,
  interestDue,
  principalDue,
  balance,
})

/** The whole schedule of a loan drawn at `drawnAt`. */
export const scheduleOf = (terms: LoanTerms, drawnAt: number): Instalment[] =>
  Array.from(instalmentsFrom(terms, drawLoan(terms, drawnAt)), instalment)

/** One payment still to come: what it asks for in whole and what of it is unpaid. */
export type RemainingInstalment = Instalment & {
  readonly interestUnpaid: bigint
  readonly principalUnpaid: bigint
}

/** What is left of the schedule from a position: empty when nothing is outstanding or the loan is in default. */
export function remainingSchedule(terms: LoanTerms, position: LoanPosition): RemainingInstalment[] {
  if (position.status !== 'active') return []
  return Array.from(instalmentsFrom(terms, position), (ask) => ({
    ...instalment(ask),
    interestUnpaid: ask.interestUnpaid,
    principalUnpaid: ask.principalUnpaid,
  }))
}
