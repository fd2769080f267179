import type { LoanDetail, LoanStatus } from '@hurong/sdk/api'
import { type StepKey, steps } from './steps.ts'

/** Whether a loan is at a step of its life, has it behind or before it, or ended without coming to it. */
export type Seen = 'past' | 'now' | 'ahead' | 'never'

/** The step each status is at; null where the loan is over. */
const stepOf: Record<LoanStatus, StepKey | null> = {
  funding: 'ask',
  funded: 'draw',
  active: 'pay',
  late: 'late',
  defaulted: 'default',
  writtenOff: null,
  recovered: null,
  repaid: null,
  cancelled: null,
}

/** The last step each ending came through. */
const lastOf: Partial<Record<LoanStatus, StepKey>> = {
  writtenOff: 'default',
  recovered: 'default',
  repaid: 'pay',
  cancelled: 'ask',
}

/** How a loan of some status stands to a step of the tour. */
export function seenOf(step: StepKey, status: LoanStatus): Seen {
  const at = steps.indexOf(step)
  const now = stepOf[status]
  if (now === null) return at <= steps.indexOf(lastOf[status] ?? 'ask') ? 'past' : 'never'
  const is = steps.indexOf(now)
  return at < is ? 'past' : at === is ? 'now' : 'ahead'
}

/**
 * The moment to which time is moved for the loan to default before the visitor's eyes, in the step that tells of it. Only of a loan
 * that runs late: of one on time nobody knows whether it ever will.
 */
export function defaultAhead(
  step: StepKey,
  { status, defaultableFrom }: Pick<LoanDetail, 'status' | 'defaultableFrom'>,
  now: number,
): number | null {
  const isTold = step === 'default' && status === 'late'
  return isTold && defaultableFrom !== null && defaultableFrom > now ? defaultableFrom : null
}
