import { divDown, RATE_SCALE } from '@hurong/finance'
import {
  areWorth,
  type ExpectedFlow,
  expectedFlows,
  type LendingRisk,
  type PricedTerms,
} from './cash-flows.ts'

/** What a price must pay for: the lender's risk and cost, and the return the lender wants. */
export type PriceQuestion = PricedTerms &
  Omit<LendingRisk, 'servicing'> & {
    /** Cost of servicing, basis points a year of the outstanding principal. */
    readonly servicingBps: bigint
    /** Return wanted after losses and cost, basis points a year. */
    readonly targetBps: bigint
  }

/** One part of a price. The parts add up to it. */
export type PricePart = { readonly part: 'target' | 'servicing' | 'expectedLoss'; readonly bps: bigint }

/** A price with its arithmetic. */
export type Price = {
  /** Basis points a year: the least whole number that pays for everything. */
  readonly bps: bigint
  /** What the price was before the part was asked for, taken from what it is with it. */
  readonly parts: readonly PricePart[]
  /** Expected cash of each period at this price, in base units of the principal. */
  readonly flows: readonly ExpectedFlow[]
}

/** Millionths of a basis point's rate. */
const RATE_PER_BP = 100n
const BPS_MAX = divDown(RATE_SCALE, RATE_PER_BP)

/** The price is looked for on so great a principal that no rounding of units reaches a basis point. */
const NOTIONAL = 10n ** 12n

/**
 * The least rate at which expected cash, discounted at the return wanted, is worth the principal: instalments by the
 * loan's own schedule, paid by those who have not defaulted, with what is recovered from those who have, less servicing.
 * Null where 100 % a year would not do.
 * @throws RiskOutOfRange when the PDs do not fit together.
 */
export function priceOf(question: PriceQuestion): Price | null {
  const free = { ...question, servicing: 0n, pd12: 0n, pdLifetime: 0n }
  const steps: { part: PricePart['part']; risk: LendingRisk }[] = [
    { part: 'target', risk: free },
    { part: 'servicing', risk: { ...free, servicing: question.servicingBps * RATE_PER_BP } },
    { part: 'expectedLoss', risk: { ...question, servicing: question.servicingBps * RATE_PER_BP } },
  ]
  const parts: PricePart[] = []
  let soFar = 0n
  for (const { part, risk } of steps) {
    const bps = leastRate(question, risk)
    if (bps === null) return null
    parts.push({ part, bps: bps - soFar })
    soFar = bps
  }
  const risk = { ...question, servicing: question.servicingBps * RATE_PER_BP }
  return { bps: soFar, parts, flows: expectedFlows(question, risk, soFar * RATE_PER_BP) }
}

/** By halving: at a greater rate the flows are worth more. */
function leastRate(question: PriceQuestion, risk: LendingRisk): bigint | null {
  const terms = { ...question, principal: NOTIONAL }
  const pays = (bps: bigint) =>
    areWorth(expectedFlows(terms, risk, bps * RATE_PER_BP), question.targetBps * RATE_PER_BP, NOTIONAL)
  if (!pays(BPS_MAX)) return null
  let [low, high] = [-1n, BPS_MAX]
  while (high - low > 1n) {
    const middle = low + divDown(high - low, 2n)
    if (pays(middle)) high = middle
    else low = middle
  }
  return high
}
