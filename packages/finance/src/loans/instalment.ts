import { divDown, divUp } from '../money/divide.ts'
import { periodRate } from './rate.ts'
import type { LoanTerms } from './terms.ts'

/** Scale of growth factors. */
export const RAY = 10n ** 27n

/** `x^n` at scale `RAY`, by squaring from the lowest bit of `n` upward; each product is rounded down. */
export function powRay(x: bigint, n: number): bigint {
  let result = RAY
  let base = x
  let left = n
  while (left > 0) {
    if (left % 2 === 1) result = divDown(result * base, RAY)
    left = Math.floor(left / 2)
    if (left > 0) base = divDown(base * base, RAY)
  }
  return result
}

/**
 * The instalment `A` in base units, rounded up (the borrower pays it; the last instalment is whatever is left):
 * interest and principal together for equal instalments, the principal part alone for equal principal, 0 otherwise.
 */
export function instalmentOf(
  terms: Pick<LoanTerms, 'method' | 'annualRate' | 'unit' | 'interval'>,
  principal: bigint,
  amortisingCount: number,
): bigint {
  if (terms.method === 'interestOnly' || terms.method === 'bullet') return 0n
  if (terms.method === 'equalPrincipal' || terms.annualRate === 0n) {
    return divUp(principal, BigInt(amortisingCount))
  }
  const { numerator, denominator } = periodRate(terms.annualRate, terms.unit, terms.interval)
  const rate = divUp(numerator * RAY, denominator)
  const growth = powRay(RAY + rate, amortisingCount)
  const factor = divUp(rate * growth, growth - RAY)
  return divUp(principal * factor, RAY)
}
