import { least } from '../money/money.ts'
import { DAY } from './calendar.ts'
import { TooEarly } from './default.ts'
import { lateInterestUp } from './interest.ts'
import { type LoanPosition, requireStatus } from './position.ts'
import { requirePositive, type Settlement } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/** Late interest of a loan in default at `now`, rounded up: on all outstanding principal, until write-off. */
export function lateInterestAfterDefault(terms: LoanTerms, position: LoanPosition, now: number): bigint {
  if (position.status !== 'defaulted') return position.lateInterestOwed
  const seconds = BigInt(Math.max(0, now - position.lateAccruedUntil))
  return position.lateInterestOwed + lateInterestUp(position.outstandingPrincipal * seconds, terms.lateRate)
}

/** All that is owed at `now` after default, base units. */
export const debt = (terms: LoanTerms, position: LoanPosition, now: number): bigint =>
  position.outstandingPrincipal + position.interestOwed + lateInterestAfterDefault(terms, position, now)

/**
 * Takes up to `amount` after default: principal, then interest, then late interest, because the holders' loss is
 * principal and principal that is back stops growing. Never takes more than the debt.
 * @throws AmountNotPositive; LoanNotInStatus unless defaulted or written off.
 */
export function recover(terms: LoanTerms, position: LoanPosition, now: number, amount: bigint): Settlement {
  requireStatus(position, 'defaulted', 'writtenOff')
  requirePositive(amount)
  const late = lateInterestAfterDefault(terms, position, now)
  const principal = least(amount, position.outstandingPrincipal)
  const interest = least(amount - principal, position.interestOwed)
  const lateTaken = least(amount - principal - interest, late)
  const outstandingPrincipal = position.outstandingPrincipal - principal
  const interestOwed = position.interestOwed - interest
  const lateInterestOwed = late - lateTaken
  const closed = outstandingPrincipal + interestOwed + lateInterestOwed === 0n
  return {
    position: {
      ...position,
      status: closed ? 'recovered' : position.status,
      outstandingPrincipal,
      interestOwed,
      lateInterestOwed,
      lateAccruedUntil: now,
    },
    allocation: { lateInterest: lateTaken, interest, principal },
    settled: [],
    closed,
  }
}

/**
 * Writes a defaulted loan off at `now`: late interest stops there, recoveries still count.
 * @throws TooEarly before the product's write-off days have passed; LoanNotInStatus unless defaulted.
 */
export function writeOff(terms: LoanTerms, position: LoanPosition, now: number): LoanPosition {
  requireStatus(position, 'defaulted')
  const from = position.defaultedAt + terms.writeOffDays * DAY
  if (now < from) throw new TooEarly(now, from)
  return {
    ...position,
    status: 'writtenOff',
    lateInterestOwed: lateInterestAfterDefault(terms, position, now),
    lateAccruedUntil: now,
    writtenOffAt: now,
  }
}
