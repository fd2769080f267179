import { divDown } from '@hurong/finance'
import type { LoanSummary } from '@hurong/sdk/api'
import { leftToFund } from '../loans/terms.ts'

const day = 86_400n

/** How fast a loan has been funded so far, and where that leads. */
export interface Pace {
  /** Base units a day since it was asked for, rounded down; what was taken back is not in it. */
  readonly daily: bigint
  /** Whether the rest comes together before the deadline if it goes on so. */
  readonly isEnough: boolean
}

/**
 * The pace of a raise at `now`. None before a whole day is over, from which nothing could be foretold, and none where the day it
 * was asked for is not known.
 */
export function paceOf(
  loan: Pick<LoanSummary, 'raised' | 'requestedAt' | 'fundingDeadline' | 'terms'>,
  now: number,
): Pace | null {
  const elapsed = BigInt(now - loan.requestedAt)
  if (loan.requestedAt === 0 || elapsed < day) return null
  const raised = BigInt(loan.raised)
  const left = BigInt(Math.max(0, loan.fundingDeadline - now))
  return {
    daily: divDown(raised * day, elapsed),
    isEnough: leftToFund(loan) * elapsed <= raised * left,
  }
}
