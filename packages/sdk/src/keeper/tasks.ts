import { DAY, defaultableFrom, dueNow, isLate, type LoanPosition } from '@hurong/finance'
import type { ChainPosition, Loan } from '../loans/index.ts'

/** What a keeper can do for a loan; anyone may. */
export const KEEPER_ACTIONS = ['collect', 'markLate', 'markDefault', 'writeOff', 'expire'] as const
export type KeeperAction = (typeof KEEPER_ACTIONS)[number]
export interface KeeperTask {
  readonly action: KeeperAction
  readonly loanId: bigint
}

/** The position as the arithmetic takes it; undefined of a loan that was never drawn. */
export const positionOf = (position: ChainPosition): LoanPosition | undefined => {
  const { status } = position
  if (status === 'none' || status === 'funding' || status === 'funded' || status === 'cancelled')
    return undefined
  return { ...position, status, writtenOffAt: 0 }
}

/**
 * What falls due for a loan by `now`, seconds since 1970, in the order it should be done: money first.
 * Only a proposal: each is simulated before it is sent, and the contract decides.
 */
export const tasksOf = (loan: Loan, now: number): KeeperTask[] => {
  const { loanId, terms } = loan
  const { status, markedLate, defaultedAt } = loan.position
  const tasks: KeeperAction[] = []
  if (status === 'funding' && now > loan.fundingDeadline) tasks.push('expire')
  if (status === 'funded' && now > loan.closedAt + terms.reflectionPeriod + terms.drawPeriod)
    tasks.push('expire')
  if (status === 'defaulted' && now >= defaultedAt + terms.writeOffDays * DAY) tasks.push('writeOff')
  // After default all that is owed is due at once.
  if ((status === 'defaulted' || status === 'writtenOff') && loan.autoRepay) tasks.push('collect')
  const position = positionOf(loan.position)
  if (status === 'active' && position !== undefined) {
    if (loan.autoRepay && dueNow(terms, position, now) > 0n) tasks.push('collect')
    if (!markedLate && isLate(terms, position, now)) tasks.push('markLate')
    const from = defaultableFrom(terms, position)
    if (from !== null && now >= from) tasks.push('markDefault')
  }
  return tasks.map((action) => ({ action, loanId }))
}
