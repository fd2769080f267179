import { daysAfter, graceEnd } from './late.ts'
import type { PaidInstalment } from './payments.ts'
import type { LoanTerms } from './terms.ts'

/** How an instalment stands. `nothingDue`: it asks for nothing, as at 0 % before principal begins, and is on no record. */
export type InstalmentStatus =
  | 'onTime'
  | 'paidLate'
  | 'late'
  | 'running'
  | 'upcoming'
  | 'replaced'
  | 'nothingDue'

/** What the contract told of an instalment that was paid in full. Seconds UTC. */
export interface SettledAs {
  readonly onTime: boolean
  readonly daysLate: number
  readonly settledAt: number
}

/** What is known of a loan beside its payments. */
export interface Standing {
  /** By index. */
  readonly settled: ReadonlyMap<number, SettledAs>
  /** Those before it are behind the loan. */
  readonly nextInstalment: number
  /** Nothing is to come any more. */
  readonly isOver: boolean
  /** Seconds UTC. */
  readonly now: number
}

/** An instalment and how it stands. */
export interface StandingInstalment extends PaidInstalment {
  readonly status: InstalmentStatus
  readonly settledAt: number | null
  /** When it was settled, or now while it is late; null before that. */
  readonly daysLate: number | null
}

function statusOf(
  terms: LoanTerms,
  instalment: PaidInstalment,
  { settled, nextInstalment, isOver, now }: Standing,
): InstalmentStatus {
  const { index, startsAt, dueAt, interest, principal, interestPaid, principalPaid, isReplaced } = instalment
  const done = settled.get(index)
  if (done !== undefined) return done.onTime ? 'onTime' : 'paidLate'
  const isPassed = index < nextInstalment
  if (!isPassed && (isReplaced || isOver)) return 'replaced'
  if (interest + principal === 0n) return 'nothingDue'
  // Without an event it was paid up before a prepayment made less of it due, and nothing has moved it behind the loan since.
  const isPaidUp = interestPaid === interest && principalPaid === principal
  if (isPassed || (isPaidUp && now > dueAt)) return 'onTime'
  if (now > graceEnd(terms, dueAt)) return 'late'
  return startsAt <= now ? 'running' : 'upcoming'
}

/** Each instalment of a schedule with how it stands. */
export const standingsOf = (
  terms: LoanTerms,
  instalments: readonly PaidInstalment[],
  standing: Standing,
): StandingInstalment[] =>
  instalments.map((instalment) => {
    const status = statusOf(terms, instalment, standing)
    const done = standing.settled.get(instalment.index)
    return {
      ...instalment,
      status,
      settledAt: done?.settledAt ?? null,
      daysLate: done?.daysLate ?? (status === 'late' ? daysAfter(instalment.dueAt, standing.now) : null),
    }
  })
