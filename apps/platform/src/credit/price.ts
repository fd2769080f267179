import type { Score } from '@hurong/scoring/explain'
import { priceOf } from '@hurong/scoring/price'
import type { Method } from '@hurong/sdk'

/** What lenders want beyond losses, basis points a year; servicing costs nothing. As the server's underwriting has it. */
const targetBps = 600n
const servicingBps = 0n
/** Nothing of what is open at a default is counted as coming back, millionths. */
const lgd = 1_000_000n
/** Millionths of a basis point's rate. */
const ratePerBp = 100n

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
  { pd12, pdLifetime }: Pick<Score, 'pd12' | 'pdLifetime'>,
  { principal, annualRate, method, interestOnlyCount, months }: Priced,
): bigint => {
  const price = priceOf({
    ...{ principal, method, interestOnlyCount, term: months, servicingBps, targetBps, lgd },
    ...{ pd12: BigInt(pd12), pdLifetime: BigInt(pdLifetime) },
  })
  const least = price === null ? annualRate : price.bps * ratePerBp
  return least < annualRate ? least : annualRate
}
