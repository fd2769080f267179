import {
  DAY,
  dueNow,
  graceEnd,
  type LoanPosition,
  type LoanTerms,
  lateInterest,
  type PrepaymentChoice,
  PrepaymentTooSmall,
  payoff,
  payoffAllocation,
  prepay,
  type RemainingInstalment,
  remainingSchedule,
  repay,
  repayable,
} from '@hurong/finance'

/** What is asked of a running loan now, base units. */
export interface Asked {
  /** Already due and unpaid; nothing while on time. */
  readonly due: bigint
  /** What is due and the running instalment: what the next payment is. */
  readonly next: bigint
  /** What the next instalment asks, which may be one whose period has not begun: then nothing can be paid of it yet. */
  readonly coming: bigint
  readonly payoff: bigint
  /** When the oldest unpaid instalment is or was due; null when none is left. */
  readonly dueAt: number | null
  /** Until when being late costs nothing. */
  readonly graceUntil: number | null
}

export function askedOf(terms: LoanTerms, position: LoanPosition, now: number): Asked {
  const schedule = remainingSchedule(terms, position)
  const unpaidOf = (one: RemainingInstalment) => one.interestUnpaid + one.principalUnpaid
  // One that asks for nothing, as at no interest before the balloon, is none to wait for.
  const oldest = schedule.find((one) => unpaidOf(one) > 0n) ?? schedule[0]
  const next = repayable(terms, position, now)
  return {
    due: dueNow(terms, position, now),
    next,
    coming: next > 0n || !oldest ? next : unpaidOf(oldest),
    payoff: payoff(terms, position, now),
    dueAt: oldest?.dueAt ?? null,
    graceUntil: oldest ? graceEnd(terms, oldest.dueAt) : null,
  }
}

/** Seconds a payment may take until it is recorded. */
export const secondsToRecord = 3_600

/**
 * The most that paying all that is asked at `now` may take, if recorded within the hour: late interest grows by the
 * second, and without room for it some units would stay open. What is not owed is not taken.
 */
export const ceilingOf = (terms: LoanTerms, position: LoanPosition, now: number): bigint =>
  repayable(terms, position, now) +
  lateInterest(terms, position, now + secondsToRecord) -
  lateInterest(terms, position, now)

/** Interest still to be paid by the schedule. */
const interestAhead = (terms: LoanTerms, position: LoanPosition): bigint =>
  remainingSchedule(terms, position).reduce((sum, { interestUnpaid }) => sum + interestUnpaid, 0n)

/** Everything still to be paid by the schedule: the allowance automatic repayment needs to the end. */
export const scheduledAhead = (terms: LoanTerms, position: LoanPosition): bigint =>
  remainingSchedule(terms, position).reduce(
    (sum, { interestUnpaid, principalUnpaid }) => sum + interestUnpaid + principalUnpaid,
    0n,
  )

/** Principal left after paying `amount` at `now`. */
export const principalAfter = (
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  amount: bigint,
): bigint =>
  amount > 0n
    ? repay(terms, position, now, amount).position.outstandingPrincipal
    : position.outstandingPrincipal

/** Interest that is never paid when the loan is closed at `now`. */
export const savedByPayoff = (terms: LoanTerms, position: LoanPosition, now: number): bigint => {
  const saved = interestAhead(terms, position) - payoffAllocation(terms, position, now).interest
  return saved > 0n ? saved : 0n
}

/** Where a prepayment leads. */
export interface Prepaid {
  readonly choice: PrepaymentChoice
  readonly count: number
  readonly next: bigint
  readonly endsAt: number | null
  readonly saved: bigint
}

/** Both choices of a prepayment beside each other; null when the amount reaches no principal. */
export function prepaidBoth(
  terms: LoanTerms,
  position: LoanPosition,
  now: number,
  amount: bigint,
): readonly Prepaid[] | null {
  const before = interestAhead(terms, position)
  try {
    return (['shorterTerm', 'smallerInstalment'] as const).map((choice) => {
      const { position: after, allocation } = prepay(terms, position, now, amount, choice)
      const left = remainingSchedule(terms, after)
      const following = left[1] ?? left[0]
      const saved = before - allocation.interest - interestAhead(terms, after)
      return {
        choice,
        count: left.length,
        next: following ? following.interestDue + following.principalDue : 0n,
        endsAt: left.at(-1)?.dueAt ?? null,
        saved: saved > 0n ? saved : 0n,
      }
    })
  } catch (error) {
    if (error instanceof PrepaymentTooSmall) return null
    throw error
  }
}

/** Moments to quote a payoff for: now, in a week, in a month. */
export const quoteTimes = (now: number): readonly number[] => [now, now + 7 * DAY, now + 30 * DAY]
