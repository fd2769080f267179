import {
  drawFee,
  effectiveApr,
  type Instalment,
  type LoanTerms,
  lateRateOf,
  type Method,
  scheduleOf,
} from '@hurong/finance'
import type { Product } from '@hurong/sdk/api'

/** What a borrower wants to try. */
export interface Wish {
  readonly principal: bigint
  /** Millionths a year. */
  readonly annualRate: number
  readonly months: number
  readonly method: Method
}

/** What a wish would be and cost if drawn at once and paid on time; base units. */
export interface Offer {
  readonly terms: LoanTerms
  readonly fee: bigint
  readonly cashInHand: bigint
  readonly interest: bigint
  readonly repaid: bigint
  /** Interest and fee. */
  readonly cost: bigint
  readonly first: bigint
  readonly last: bigint
  /** Yearly, fee included, as a fraction; null where none exists. */
  readonly apr: number | null
  readonly schedule: readonly Instalment[]
}

/** The wish as a loan of this product: by the month, a bullet in one period of all months. */
export function termsOfWish(wish: Wish, product: Product): LoanTerms {
  const bullet = wish.method === 'bullet'
  return {
    principal: wish.principal,
    annualRate: BigInt(wish.annualRate),
    lateRate: lateRateOf(BigInt(product.lateRate), BigInt(wish.annualRate)),
    method: wish.method,
    unit: 'month',
    interval: bullet ? wish.months : 1,
    count: bullet ? 1 : wish.months,
    interestOnlyCount: 0,
    graceDays: product.graceDays,
    defaultDays: product.defaultDays,
    writeOffDays: product.writeOffDays,
    originationFee: BigInt(product.originationFee),
  }
}

const dueOf = (instalment: Instalment | undefined): bigint =>
  instalment ? instalment.interestDue + instalment.principalDue : 0n

/** Computes a wish by the same arithmetic as the contract. */
export function offerOf(wish: Wish, product: Product, drawnAt: number): Offer {
  const terms = termsOfWish(wish, product)
  const schedule = scheduleOf(terms, drawnAt)
  const fee = drawFee(terms)
  const interest = schedule.reduce((sum, { interestDue }) => sum + interestDue, 0n)
  return {
    terms,
    fee,
    cashInHand: terms.principal - fee,
    interest,
    repaid: terms.principal + interest,
    cost: interest + fee,
    first: dueOf(schedule[0]),
    last: dueOf(schedule.at(-1)),
    apr: effectiveApr(terms, drawnAt),
    schedule,
  }
}

/** Least and greatest months a product allows; the contract counts a month as 30 days. */
export const monthsAllowed = (product: Product): { readonly least: number; readonly greatest: number } => ({
  least: Math.max(1, Math.ceil(product.leastTermDays / 30)),
  greatest: Math.max(1, Math.floor(product.greatestTermDays / 30)),
})

/** Terms worth comparing: a year and its multiples, with the chosen one among them. */
export const monthsCompared = (product: Product, chosen: number): readonly number[] => {
  const { least, greatest } = monthsAllowed(product)
  const usual = [6, 12, 24, 36, 60].filter((months) => months >= least && months <= greatest)
  return [...new Set([...usual, chosen])].sort((a, b) => a - b)
}

/** The middle one of some rates; null of none. */
export const middleRate = (rates: readonly number[]): number | null =>
  rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? null
