import { least } from '../money/money.ts'
import { allocate } from './allocate.ts'
import { dueNow, reachesPayoff } from './due.ts'
import { settlePayoff } from './payoff.ts'
import { type LoanPosition, requireStatus } from './position.ts'
import { NOTHING_TAKEN, requirePositive, type Settlement } from './settlement.ts'
import type { LoanTerms } from './terms.ts'

/**
 * Repays up to `amount` base units at `now`: late interest, then every instalment whose period has begun, oldest first.
 * Never takes more than the payoff: where what is repayable reaches it, the loan is paid off instead.
 * @throws AmountNotPositive; LoanNotInStatus unless active.
 */
export function repay(terms: LoanTerms, position: LoanPosition, now: number, amount: bigint): Settlement {
  requireStatus(position, 'active')
  requirePositive(amount)
  if (reachesPayoff(terms, position, now, amount)) return settlePayoff(terms, position, now, amount)
  return allocate(terms, position, now, amount, (ask) => ask.startsAt <= now)
}

/**
 * Takes up to `amount` of what is due at `now`, and nothing that is not due yet.
 * @throws AmountNotPositive; LoanNotInStatus unless active.
 */
export function collect(terms: LoanTerms, position: LoanPosition, now: number, amount: bigint): Settlement {
  requireStatus(position, 'active')
  requirePositive(amount)
  const due = least(amount, dueNow(terms, position, now))
  if (due === 0n) return { position, allocation: NOTHING_TAKEN, settled: [], closed: false }
  return repay(terms, position, now, due)
}
