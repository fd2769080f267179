import type { PricedTerms } from './cash-flows.ts'
import { priceOf } from './price.ts'

/** Nobody is paid for servicing: the contracts do it. */
const SERVICING_BPS = 0n

const MILLIONTHS_PER_BP = 100

/**
 * The least rate that pays a lender on the platform for the risk, in millionths a year and whole basis points.
 * Null where 100 % a year would not do.
 * @param risk As a model's score has it, millionths.
 * @param targetBps What is to be left for lenders after expected losses, basis points a year.
 */
export function leastRateOf(
  terms: PricedTerms,
  risk: { readonly pd12: number; readonly pdLifetime: number; readonly lossGivenDefault: number },
  targetBps: number,
): number | null {
  const price = priceOf({
    ...terms,
    pd12: BigInt(risk.pd12),
    // Over life no fewer fail than in a year, whatever a calibration rounds.
    pdLifetime: BigInt(Math.max(risk.pd12, risk.pdLifetime)),
    lgd: BigInt(risk.lossGivenDefault),
    servicingBps: SERVICING_BPS,
    targetBps: BigInt(targetBps),
  })
  return price === null ? null : Number(price.bps) * MILLIONTHS_PER_BP
}
