import type { Score } from '@hurong/scoring/explain'
import { leastRateOf as leastRateFor } from '@hurong/scoring/price'
import type { Method } from '@hurong/sdk'

/** What lenders want beyond losses, basis points a year. As the server's underwriting has it. */
const targetBps = 600

/** What a loan is asked for at. Rate in millionths a year, term in months. */
export type Priced = {
  readonly principal: bigint
  readonly annualRate: bigint
  readonly method: Method
  readonly interestOnlyCount: number
  readonly months: number
}

/**
 * The least rate an assessment allows, millionths a year: the rate that pays for the risk, in whole basis points, or the
 * tape's where that is lower. The loan was made at it: who binds history to another price makes another history.
 */
export const leastRateOf = (
  score: Pick<Score, 'pd12' | 'pdLifetime' | 'lossGivenDefault'>,
  { principal, annualRate, method, interestOnlyCount, months }: Priced,
): bigint => {
  const paying = leastRateFor({ principal, method, interestOnlyCount, term: months }, score, targetBps)
  const least = paying === null ? annualRate : BigInt(paying)
  return least < annualRate ? least : annualRate
}
