import { divDown, divUp, type LoanTerms, periodRate, scheduleOf } from '@hurong/finance'

/** Of 1,000,000 loans like it so many fail, within 12 months and over the loan's life, and so much is lost of what is open then. */
export interface DefaultRisk {
  readonly pd12Months: number
  readonly pdLife: number
  /** Millionths of the principal open at a default that never come back. */
  readonly lossGivenDefault: number
}
export type ReturnTerms = Pick<
  LoanTerms,
  'annualRate' | 'method' | 'unit' | 'interval' | 'count' | 'interestOnlyCount'
>

const millionths = 1_000_000n
/** So great that no rounding of units reaches a millionth of the return. */
const notional = 10n ** 12n
/** Parts of a base unit in which worth is discounted. */
const fine = 10n ** 9n

/** Steps of a unit, and how many of these make a year. */
const steps = { month: [1n, 12n], week: [7n, 365n], day: [1n, 365n] } as const

/**
 * Share of loans that have defaulted by `time` of a term: even over the first year up to the PD over 12 months, and even
 * over the rest up to that over life. In millionths times `scale`, exact.
 */
const defaultCurve = (
  { pd12Months, pdLife }: Omit<DefaultRisk, 'lossGivenDefault'>,
  term: bigint,
  year: bigint,
) => {
  const first = BigInt(pd12Months)
  // Nothing on the chain keeps a signer from foretelling more defaults in a year than ever.
  const all = BigInt(Math.max(pd12Months, pdLife))
  if (term <= year) return { scale: term, by: (time: bigint) => all * time }
  const rest = term - year
  const scale = year * rest
  const by = (time: bigint) =>
    time <= year ? first * time * rest : first * scale + (all - first) * (time - year) * year
  return { scale, by }
}

/**
 * What is received at the end of each period on average, base units of the notional: instalments of those that pay, and of
 * those that fail in the period what comes back of the principal open at its start; each rounded down.
 */
const expectedCash = (terms: ReturnTerms, risk: DefaultRisk): bigint[] => {
  const loan = {
    ...terms,
    principal: notional,
    lateRate: terms.annualRate,
    graceDays: 0,
    defaultDays: 0,
    writeOffDays: 0,
    originationFee: 0n,
  }
  const [step, year] = steps[terms.unit]
  const period = step * BigInt(terms.interval)
  const { scale, by } = defaultCurve(risk, period * BigInt(terms.count), year)
  const whole = millionths * scale
  const comesBack = millionths - BigInt(risk.lossGivenDefault)
  let before = 0n
  return scheduleOf(loan, 0).map(({ index, balance, interestDue, principalDue }) => {
    const failed = by(period * BigInt(index))
    const failing = failed - before
    before = failed
    const paid = divDown((whole - failed) * (interestDue + principalDue), whole)
    return paid + divDown(failing * comesBack * balance, whole * millionths)
  })
}

/** Down below 0 as well. */
const floorDiv = (dividend: bigint, divisor: bigint): bigint =>
  dividend >= 0n ? divDown(dividend, divisor) : -divUp(-dividend, divisor)

/**
 * What a lender earns on average on a loan, in millionths a year, counted as the loan's own interest is: the greatest rate
 * at which the cash to be expected is worth the principal. Defaults are spread as `@hurong/scoring` spreads them for a price,
 * a default counts at the end of its period, and what comes back of it comes at once: no chain tells when it will.
 * Below 0 for a loss; where all is lost the least rate that can be told, at most 100 % below 0.
 */
export const expectedReturnOf = (terms: ReturnTerms, risk: DefaultRisk): number => {
  const cash = expectedCash(terms, risk)
  const wanted = (notional - 3n * BigInt(cash.length)) * fine
  const rate = periodRate(1n, terms.unit, terms.interval)
  const pays = (annualRate: bigint): boolean => {
    const divisor = rate.denominator + annualRate * rate.numerator
    const worth = cash.reduceRight(
      (later, paid) => floorDiv((later + paid * fine) * rate.denominator, divisor),
      0n,
    )
    return worth >= wanted
  }
  const lossOfAll = divDown(rate.denominator - 1n, rate.numerator)
  let low = -(lossOfAll < millionths ? lossOfAll : millionths)
  let high = terms.annualRate + 1n
  while (high - low > 1n) {
    const middle = low + divDown(high - low, 2n)
    if (pays(middle)) low = middle
    else high = middle
  }
  return Number(low)
}
