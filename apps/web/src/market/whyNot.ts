import type { LoanSummary } from '@hurong/sdk/api'
import type { Reason } from '../chain/txState.ts'

/** What the chain says of an account that would lend, whichever the loan. */
export interface Standing {
  /** 0 for an account nobody verified. */
  readonly participantId: number
  /** Why it may do no new business at all: not verified, no longer, frozen, or its limit used up. */
  readonly against: Reason | null
  /** Participants it is related to. */
  readonly related: ReadonlySet<number>
}

/** What can be said of a loan before an amount is known. */
const said = [
  'OwnLoan',
  'RelatedParties',
  'ParticipantFrozen',
  'VerificationExpired',
  'WalletUnknown',
  'Cap12MonthsExceeded',
] as const
export type WhyNot = (typeof said)[number] | 'other'

/**
 * Why whoever stands so may not fund a loan; null where nothing is known against it. What depends on the amount, as the limits
 * in one loan and with one borrower do, is found when it is tried out.
 */
export function whyNot(
  { participantId, against, related }: Standing,
  { borrowerId, status }: Pick<LoanSummary, 'borrowerId' | 'status'>,
): WhyNot | null {
  if (status !== 'funding') return null
  if (participantId !== 0 && participantId === borrowerId) return 'OwnLoan'
  if (against) return said.find((name) => name === against.name) ?? 'other'
  return related.has(borrowerId) ? 'RelatedParties' : null
}
