import type { InstalmentAsk } from './ask.ts'
import { asksNothing } from './ask.ts'
import { daysAfter, graceEnd } from './late.ts'
import type { LoanPosition } from './position.ts'
import type { LoanTerms } from './terms.ts'

/** How an amount was divided, base units. Their sum is what was taken; nothing else is. */
export type Allocation = {
  readonly lateInterest: bigint
  readonly interest: bigint
  readonly principal: bigint
}

/** An instalment paid in full. `onTime` allows for the days of grace, `daysLate` counts from the due date. */
export type SettledInstalment = {
  readonly index: number
  readonly dueAt: number
  readonly daysLate: number
  readonly onTime: boolean
}

/** What an action did to a loan. */
export type Settlement = {
  readonly position: LoanPosition
  readonly allocation: Allocation
  readonly settled: readonly SettledInstalment[]
  /** Nothing is owed any more: the loan is repaid, or recovered after default. */
  readonly closed: boolean
}

export const NOTHING_TAKEN: Allocation = { lateInterest: 0n, interest: 0n, principal: 0n }

/** The sum of an allocation: what the payer paid. */
export const takenOf = ({ lateInterest, interest, principal }: Allocation): bigint =>
  lateInterest + interest + principal

/** An amount of money that is not positive. */
export class AmountNotPositive extends RangeError {
  override readonly name = 'AmountNotPositive'
  readonly amount: bigint
  constructor(amount: bigint) {
    super(`The amount is ${amount}; it must be at least 1.`)
    this.amount = amount
  }
}

/** @throws AmountNotPositive for 0 or less. */
export function requirePositive(amount: bigint): void {
  if (amount <= 0n) throw new AmountNotPositive(amount)
}

/**
 * How the instalment stands in the record when it is settled at `now`. One that was paid up before a prepayment made less of it due
 * was never late; one that never asked for anything tells nothing of who owed it and is on no record: then the list is empty.
 */
export function settledAt(terms: LoanTerms, ask: InstalmentAsk, now: number): SettledInstalment[] {
  const { index, dueAt } = ask
  if (ask.interestDue + ask.principalDue === 0n) return []
  if (asksNothing(ask)) return [{ index, dueAt, daysLate: 0, onTime: true }]
  return [{ index, dueAt, daysLate: daysAfter(dueAt, now), onTime: now <= graceEnd(terms, dueAt) }]
}
