import { asksNothing, instalmentsFrom } from './ask.ts'
import { daysAfter } from './late.ts'
import type { LoanPosition } from './position.ts'
import type { LoanTerms } from './terms.ts'

/** An instalment that fell due and was not paid in full. Times in seconds UTC. */
export type UnpaidInstalment = {
  readonly index: number
  readonly dueAt: number
  /** Whole days since it fell due. */
  readonly daysLate: number
}

/**
 * Every instalment due by the schedule before `now` and not settled, oldest first. A default does not end the list: what was
 * not paid when it was due stays so, whatever is recovered afterwards, until nothing is owed any more.
 * @param principalReceived Principal paid by instalments, recoveries left out, base units.
 */
export function unpaidInstalments(
  terms: LoanTerms,
  position: LoanPosition,
  principalReceived: bigint,
  now: number,
): UnpaidInstalment[] {
  const { status } = position
  if (status !== 'active' && status !== 'defaulted' && status !== 'writtenOff') return []
  const unpaid: UnpaidInstalment[] = []
  const scheduled = { ...position, outstandingPrincipal: terms.principal - principalReceived }
  for (const ask of instalmentsFrom(terms, scheduled)) {
    const { index, dueAt } = ask
    if (dueAt >= now) break
    if (!asksNothing(ask)) unpaid.push({ index, dueAt, daysLate: daysAfter(dueAt, now) })
  }
  return unpaid
}

/** A loan of somebody's, as far as it tells what is unpaid. */
export type OwingLoan = {
  readonly number: number
  readonly terms: LoanTerms
  readonly position: LoanPosition
  /** Principal paid by instalments, recoveries left out, base units. */
  readonly principalReceived: bigint
}

/** What fell due of some loans and is not paid, oldest first, each with its loan's number. */
export const unpaidAmong = (
  loans: readonly OwingLoan[],
  now: number,
): (UnpaidInstalment & { readonly number: number })[] =>
  loans
    .flatMap(({ number, terms, position, principalReceived }) =>
      unpaidInstalments(terms, position, principalReceived, now).map((one) => ({ number, ...one })),
    )
    .sort((a, b) => a.dueAt - b.dueAt || a.number - b.number)
