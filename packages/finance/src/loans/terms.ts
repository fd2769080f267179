/** How a loan is paid back. The numbers are those of the contract's enum. */
export const METHOD_NUMBERS = { equalInstalment: 0, equalPrincipal: 1, interestOnly: 2, bullet: 3 } as const
/** What a period is counted in. The numbers are those of the contract's enum. */
export const UNIT_NUMBERS = { month: 0, week: 1, day: 2 } as const

export type Method = keyof typeof METHOD_NUMBERS
export type PeriodUnit = keyof typeof UNIT_NUMBERS

/** Methods by the contract's number. */
export const METHODS = [
  'equalInstalment',
  'equalPrincipal',
  'interestOnly',
  'bullet',
] as const satisfies Method[]
/** Period units by the contract's number. */
export const UNITS = ['month', 'week', 'day'] as const satisfies PeriodUnit[]

/** Scale of rates: millionths a year (125,300 = 12.53 %). */
export const RATE_SCALE = 1_000_000n
/** Greatest principal, in base units. */
export const PRINCIPAL_MAX = 2n ** 82n - 1n
export const COUNT_MAX = 360
export const INTERVAL_MAX = 360
/** Greatest `count × interval` by unit: 30 years. */
export const TERM_MAX = { month: 360, week: 1_565, day: 10_950 } as const

/**
 * What borrower and lenders agreed, fixed at request. Money and rates are `bigint`, times and counts are `number`.
 * Amounts are base units of the loan's currency, rates are millionths a year.
 */
export type LoanTerms = {
  readonly principal: bigint
  readonly annualRate: bigint
  /** Rate on overdue principal; the greater of the product's late rate and `annualRate` (see `lateRateOf`). */
  readonly lateRate: bigint
  readonly method: Method
  readonly unit: PeriodUnit
  /** Calendar months, weeks or days between two due dates. */
  readonly interval: number
  /** Number of instalments; 1 for a bullet. */
  readonly count: number
  /** First instalments that pay interest alone; 0 for interest only and bullet. */
  readonly interestOnlyCount: number
  readonly graceDays: number
  readonly defaultDays: number
  readonly writeOffDays: number
  /** Millionths of the principal. */
  readonly originationFee: bigint
}

/** One of the terms lies outside its range. */
export class TermOutOfRange extends RangeError {
  override readonly name = 'TermOutOfRange'
  readonly term: keyof LoanTerms
  readonly given: bigint | number
  readonly least: bigint | number
  readonly greatest: bigint | number
  constructor(
    term: keyof LoanTerms,
    given: bigint | number,
    least: bigint | number,
    greatest: bigint | number,
  ) {
    super(`${term} is ${given}; it must be a whole number from ${least} to ${greatest}.`)
    this.term = term
    this.given = given
    this.least = least
    this.greatest = greatest
  }
}

/**
 * Checks every term against its range.
 * @throws TermOutOfRange naming the first term that is outside, with what is allowed.
 */
export function checkTerms(terms: LoanTerms): void {
  const within = (term: keyof LoanTerms, least: bigint | number, greatest: bigint | number) => {
    const given = terms[term] as bigint | number
    const whole = typeof given === 'bigint' || Number.isInteger(given)
    if (!whole || given < least || given > greatest) throw new TermOutOfRange(term, given, least, greatest)
  }
  within('principal', 1n, PRINCIPAL_MAX)
  within('annualRate', 0n, RATE_SCALE)
  within('lateRate', 0n, RATE_SCALE)
  within('originationFee', 0n, RATE_SCALE)
  within('interval', 1, INTERVAL_MAX)
  within('count', 1, terms.method === 'bullet' ? 1 : COUNT_MAX)
  const countMax = Math.floor(TERM_MAX[terms.unit] / terms.interval)
  within('count', 1, countMax)
  const noneOrFewer = terms.method === 'interestOnly' || terms.method === 'bullet' ? 0 : terms.count - 1
  within('interestOnlyCount', 0, noneOrFewer)
  for (const days of ['graceDays', 'defaultDays', 'writeOffDays'] as const) within(days, 0, 65_535)
}

/** The late rate a loan is fixed at: never below its own rate, so that being late never pays. */
export const lateRateOf = (productLateRate: bigint, annualRate: bigint): bigint =>
  productLateRate > annualRate ? productLateRate : annualRate

const DAYS_OF = { month: 30, week: 7, day: 1 } as const satisfies Record<PeriodUnit, number>

/** The whole term in days as products and assessments bound it: months count 30, weeks 7. No calendar; due dates have one. */
export const termDaysOf = ({
  unit,
  interval,
  count,
}: Pick<LoanTerms, 'unit' | 'interval' | 'count'>): number => count * interval * DAYS_OF[unit]

/** Periods that pay principal: all but the interest-only start. */
export const amortisingCountOf = (terms: Pick<LoanTerms, 'count' | 'interestOnlyCount'>): number =>
  terms.count - terms.interestOnlyCount
