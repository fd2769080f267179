import { least, lessOrNone } from '../money/money.ts'
import { dueAt } from './calendar.ts'
import { partialInterestUp, periodInterestUp } from './interest.ts'
import type { LoanPosition } from './position.ts'
import { periodRate } from './rate.ts'
import type { LoanTerms } from './terms.ts'

/** What one instalment asks for, and what of it is still unpaid. Amounts in base units, times in seconds UTC. */
export type InstalmentAsk = {
  readonly index: number
  readonly startsAt: number
  readonly dueAt: number
  /** From when its interest is counted: `startsAt`, or the last prepayment inside its period. */
  readonly accrualStart: number
  /** Principal scheduled to be outstanding at the start of its period. */
  readonly balance: bigint
  readonly interestDue: bigint
  readonly principalDue: bigint
  /** Already paid towards it. Interest may exceed what is due after a prepayment; the excess isn't given back. */
  readonly interestPaid: bigint
  readonly interestUnpaid: bigint
  readonly principalUnpaid: bigint
}

function principalDueOf(
  terms: LoanTerms,
  index: number,
  balance: bigint,
  wholeInterest: bigint,
  A: bigint,
): bigint {
  if (index === terms.count) return balance
  if (index <= terms.interestOnlyCount) return 0n
  switch (terms.method) {
    case 'equalInstalment':
      return least(balance, lessOrNone(A, wholeInterest))
    case 'equalPrincipal':
      return least(balance, A)
    default:
      return 0n
  }
}

/**
 * What each instalment from the position's next one on asks for, in order, lazily. Ends where the principal ends:
 * a tiny principal or a prepayment leaves fewer instalments than `count`.
 */
export function* instalmentsFrom(terms: LoanTerms, position: LoanPosition): Generator<InstalmentAsk> {
  const rate = periodRate(terms.annualRate, terms.unit, terms.interval)
  const due = (k: number) => dueAt(position.drawnAt, terms.unit, terms.interval, k)
  let balance = position.outstandingPrincipal + position.principalPaid
  let startsAt = due(position.nextInstalment - 1)
  if (position.outstandingPrincipal === 0n) return
  for (let index = position.nextInstalment; index <= terms.count && balance > 0n; index++) {
    const isNext = index === position.nextInstalment
    const endsAt = due(index)
    const accrualStart = isNext ? position.accrualStart : startsAt
    const wholeInterest = periodInterestUp(balance, rate)
    const interestDue =
      accrualStart === startsAt
        ? wholeInterest
        : partialInterestUp(balance, rate, accrualStart, endsAt, endsAt - startsAt)
    const principalDue = principalDueOf(terms, index, balance, wholeInterest, position.instalment)
    const interestPaid = isNext ? position.interestPaid : 0n
    yield {
      index,
      startsAt,
      dueAt: endsAt,
      accrualStart,
      balance,
      interestDue,
      principalDue,
      interestPaid,
      interestUnpaid: lessOrNone(interestDue, interestPaid),
      principalUnpaid: principalDue - (isNext ? position.principalPaid : 0n),
    }
    balance -= principalDue
    startsAt = endsAt
  }
}

/** Whether the instalment asks for nothing (more): at 0 % before principal begins, or paid up by a prepayment. */
export const asksNothing = (ask: InstalmentAsk): boolean =>
  ask.interestUnpaid === 0n && ask.principalUnpaid === 0n

/** Interest of the instalment's period accrued until `now` and not yet paid, rounded up; all of it from the due date on. */
export function accruedUnpaid(terms: LoanTerms, ask: InstalmentAsk, now: number): bigint {
  return lessOrNone(accruedInterest(terms, ask, now), ask.interestPaid)
}

/** Interest of the instalment's period accrued from its `accrualStart` until `now`, rounded up, paid or not. */
export function accruedInterest(terms: LoanTerms, ask: InstalmentAsk, now: number): bigint {
  if (now >= ask.dueAt) return ask.interestDue
  const rate = periodRate(terms.annualRate, terms.unit, terms.interval)
  return partialInterestUp(ask.balance, rate, ask.accrualStart, now, ask.dueAt - ask.startsAt)
}

/** Interest unpaid of all instalments due by `now` and accrued of the running period. */
export function interestUnpaidAt(terms: LoanTerms, position: LoanPosition, now: number): bigint {
  let interest = 0n
  for (const ask of instalmentsFrom(terms, position)) {
    if (ask.startsAt > now) break
    interest += accruedUnpaid(terms, ask, now)
  }
  return interest
}
