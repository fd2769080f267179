import { drawFee } from '@hurong/finance'
import type { LoanDetail } from '@hurong/sdk/api'

/** What the borrower has of the draw: what was raised without the platform's fee, base units. */
export const inHand = ({ raised, terms }: Pick<LoanDetail, 'raised' | 'terms'>): bigint =>
  BigInt(raised) - drawFee({ principal: BigInt(raised), originationFee: BigInt(terms.originationFee) })
