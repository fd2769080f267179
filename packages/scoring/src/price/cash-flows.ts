import { divDown, divUp, type LoanTerms, periodRate, scheduleOf } from '@hurong/finance'
import { checkRisk, curveScale, type DefaultRisk, defaultedBy, PPM } from './default-curve.ts'

/** What a lender faces beside the borrower's rate. Rates in millionths a year, shares in millionths. */
export type LendingRisk = DefaultRisk & {
  /** Share of what is open at a default that never comes back. */
  readonly lgd: bigint
  /** Cost of servicing a year, on the outstanding principal of loans that still pay. */
  readonly servicing: bigint
}

export type PricedTerms = Pick<LoanTerms, 'principal' | 'method' | 'interestOnlyCount'> & {
  /** Months. */
  readonly term: number
}

/** What a lender may expect of one period, in base units, over all loans of this kind. */
export type ExpectedFlow = {
  readonly index: number
  /** Months from the draw to the end of the period. */
  readonly month: number
  /** Principal at the start of the period of a loan that has paid so far. */
  readonly balance: bigint
  /** Instalment of a loan that pays, interest and principal. */
  readonly instalment: bigint
  /** Shares in millionths, rounded down: loans that pay it, and loans that default in the period. */
  readonly paying: bigint
  readonly defaulting: bigint
  /** Instalments received, and recovered from defaults; each rounded down. */
  readonly received: bigint
  readonly recovered: bigint
  /** Principal lost by defaults, and the cost of servicing; each rounded up. */
  readonly lost: bigint
  readonly servicing: bigint
}

/** Fine parts of a base unit in which worth is discounted. */
const FINE = 10n ** 9n

/**
 * Expected cash of each period at a rate. A default counts at the end of its period: its interest is lost, and what was
 * open at the period's start comes back less the loss given default. Recoveries are counted at once: a model's LGD is not
 * discounted, for tapes tell what was recovered but not when.
 */
export function expectedFlows(terms: PricedTerms, risk: LendingRisk, annualRate: bigint): ExpectedFlow[] {
  checkRisk(risk)
  const loan = loanTerms(terms, annualRate)
  const months = BigInt(terms.term)
  const whole = PPM * curveScale(months)
  const cost = periodRate(risk.servicing, 'month', loan.interval)
  let before = 0n
  return scheduleOf(loan, 0).map(({ index, balance, interestDue, principalDue }) => {
    const month = index * loan.interval
    const by = defaultedBy(risk, months, BigInt(month))
    const [paying, defaulting, started] = [whole - by, by - before, whole - before]
    before = by
    const instalment = interestDue + principalDue
    const lost = divUp(defaulting * risk.lgd * balance, whole * PPM)
    return {
      index,
      month,
      balance,
      instalment,
      paying: divDown(paying * PPM, whole),
      defaulting: divDown(defaulting * PPM, whole),
      received: divDown(paying * instalment, whole),
      recovered: divDown(defaulting * (PPM - risk.lgd) * balance, whole * PPM),
      lost,
      servicing: divUp(started * cost.numerator * balance, whole * cost.denominator),
    }
  })
}

/**
 * Worth of expected flows today at a rate a year, in billionths of a base unit; each step is rounded down. The rate
 * counts as the loan's own interest does: a twelfth a month, for a bullet simply over the whole term. May be below 0.
 */
export function worthOf(flows: readonly ExpectedFlow[], annualRate: bigint): bigint {
  const spans = flows.map(({ month }, at) => month - (flows[at - 1]?.month ?? 0))
  return flows.reduceRight((worth, { received, recovered, servicing }, at) => {
    const { numerator, denominator } = periodRate(annualRate, 'month', spans[at] as number)
    return floorDiv(
      (worth + (received + recovered - servicing) * FINE) * denominator,
      denominator + numerator,
    )
  }, 0n)
}

/** Whether flows are worth an amount in base units, but for the unit each of a period's three roundings may cost. */
export const areWorth = (flows: readonly ExpectedFlow[], annualRate: bigint, amount: bigint): boolean =>
  worthOf(flows, annualRate) >= (amount - 3n * BigInt(flows.length)) * FINE

/** Down below 0 as well: a loss is not rounded in the lender's favour. */
const floorDiv = (dividend: bigint, divisor: bigint): bigint =>
  dividend >= 0n ? divDown(dividend, divisor) : -divUp(-dividend, divisor)

/** A bullet is one period as long as the term; every other method pays monthly. */
function loanTerms(
  { principal, method, interestOnlyCount, term }: PricedTerms,
  annualRate: bigint,
): LoanTerms {
  const bullet = method === 'bullet'
  return {
    principal,
    annualRate,
    lateRate: annualRate,
    method,
    unit: 'month',
    interval: bullet ? term : 1,
    count: bullet ? 1 : term,
    interestOnlyCount,
    graceDays: 0,
    defaultDays: 0,
    writeOffDays: 0,
    originationFee: 0n,
  }
}
