import { divDown } from '../money/divide.ts'
import { type LoanTerms, RATE_SCALE } from './terms.ts'

/** Fee taken once out of the principal at draw, base units, rounded down: the fee payee receives it. */
export const drawFee = (terms: Pick<LoanTerms, 'principal' | 'originationFee'>): bigint =>
  divDown(terms.principal * terms.originationFee, RATE_SCALE)
