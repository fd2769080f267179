import { divDown, type LoanTerms, scheduleOf } from '@hurong/finance'
import { shareOf } from '../loans/amounts.ts'

/** What a part of a loan brings if every instalment is paid on its due date; base units, rounded down. */
export interface Earnings {
  readonly interest: bigint
  /** The part of the first instalment. */
  readonly firstReceipt: bigint
  readonly firstDueAt: number
  readonly lastDueAt: number
}

/**
 * What `amount` of a loan's principal brings, as if it were drawn at `drawnAt`.
 * @param amount Base units, at most the principal.
 */
export function earningsOf(terms: LoanTerms, amount: bigint, drawnAt: number): Earnings {
  const schedule = scheduleOf(terms, drawnAt)
  const part = (units: bigint) => divDown(units * amount, terms.principal)
  const [first] = schedule
  return {
    interest: part(schedule.reduce((sum, { interestDue }) => sum + interestDue, 0n)),
    firstReceipt: first ? part(first.interestDue + first.principalDue) : 0n,
    firstDueAt: first?.dueAt ?? drawnAt,
    lastDueAt: schedule.at(-1)?.dueAt ?? drawnAt,
  }
}

/** What `amount` would be of all one holds once it is in, millionths rounded down. */
export const spreadShare = (held: bigint, amount: bigint): number => shareOf(amount, held + amount)

/**
 * Amounts offered on buttons: round ones from the least ticket on, and the most there can be: all that is left, or all one
 * has, in whole cents. None where one has less than the least.
 * @param own What one has; left out where it is not known yet.
 */
export function presetsOf(least: bigint, left: bigint, decimals: number, own = left): readonly bigint[] {
  const unit = 10n ** BigInt(decimals)
  const cent = 10n ** BigInt(Math.max(0, decimals - 2))
  const most = own < left ? divDown(own, cent) * cent : left
  if (most === 0n || (most < least && most < left)) return []
  const round = [50n, 100n, 200n, 500n, 1_000n].map((units) => units * unit)
  return [...round.filter((units) => units >= least && units < most).slice(0, 4), most]
}
