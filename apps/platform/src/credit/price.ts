import type { ModelFile, Score } from '@hurong/scoring/explain'
import { priceOf } from '@hurong/scoring/price'
import type { Method } from '@hurong/sdk'

/** What lenders want beyond losses and cost, and what servicing costs, basis points a year. */
const targetBps = 500n
const servicingBps = 100n
/** Millionths of a basis point's rate. */
const ratePerBp = 100n
/** Where a tape tells nothing of losses: all is lost. Millionths. */
const wholeLoss = 1_000_000

/** What a loan is asked for at. Rate in millionths a year, term in months. */
export type Priced = {
  readonly principal: bigint
  readonly annualRate: bigint
  readonly method: Method
  readonly interestOnlyCount: number
  readonly months: number
}

/**
 * The least rate an assessment allows, millionths a year: the rate that pays for the risk, by the loss given default of the
 * model's training loans, rounded up to a basis point. The tape's lenders asked for less here and there. Their loans were made
 * all the same, so there the least rate is theirs: an underwriter who binds a loan that is history to another price would make
 * another history.
 */
export const leastRateOf = (
  { content }: Pick<ModelFile, 'content'>,
  { pd12, pdLifetime }: Pick<Score, 'pd12' | 'pdLifetime'>,
  { principal, annualRate, method, interestOnlyCount, months }: Priced,
): bigint => {
  const price = priceOf({
    ...{ principal, method, interestOnlyCount, term: months, servicingBps, targetBps },
    ...{ pd12: BigInt(pd12), pdLifetime: BigInt(pdLifetime) },
    lgd: BigInt(content.training.lgd ?? wholeLoss),
  })
  const least = price === null ? annualRate : price.bps * ratePerBp
  return least < annualRate ? least : annualRate
}
