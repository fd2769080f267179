import { divDown } from '@hurong/finance'
import type { Holder, LoanDetail, Split } from '@hurong/sdk/api'

const scale = 1_000_000n

/** A split added up, base units. */
export const wholeOf = ({ lateInterest, interest, principal }: Split): bigint =>
  BigInt(lateInterest) + BigInt(interest) + BigInt(principal)

/** Principal paid back and its share of all, millionths rounded down. */
export function repaidOf(loan: Pick<LoanDetail, 'terms' | 'outstandingPrincipal'>) {
  const principal = BigInt(loan.terms.principal)
  const repaid = principal - BigInt(loan.outstandingPrincipal)
  return { repaid, share: shareOf(repaid, principal) }
}

/** Part of a whole, millionths rounded down; nothing of nothing. */
export const shareOf = (part: bigint, whole: bigint): number =>
  whole <= 0n ? 0 : Number(divDown(part * scale, whole))

/**
 * Who holds notes beside those shown, and how much together; null if nobody. Loan and holders are read one after the other:
 * between a withdrawal's two answers those shown may hold more than was raised.
 */
export function othersOf(
  loan: Pick<LoanDetail, 'raised' | 'lenders'>,
  shown: readonly Pick<Holder, 'balance'>[],
): { readonly count: number; readonly units: bigint } | null {
  const count = loan.lenders - shown.length
  const units = shown.reduce((left, { balance }) => left - BigInt(balance), BigInt(loan.raised))
  return count > 0 && units > 0n ? { count, units } : null
}
