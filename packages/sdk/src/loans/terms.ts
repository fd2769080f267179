import type { LoanTerms } from '@hurong/finance'
import type { HurongEventOf } from '../events/index.ts'
import { METHODS, nameOf, UNITS } from './codes.ts'

/** The contract's form of a loan's terms. */
export type ChainTerms = HurongEventOf<'loans', 'LoanRequested'>['args']['terms']

/** All terms of a loan: those the arithmetic needs, and those of its raise. */
export interface FullTerms extends LoanTerms {
  readonly reflectionPeriod: number
  readonly drawPeriod: number
  /** Millionths of the principal. */
  readonly leastShare: number
  readonly leastTicket: bigint
}

/** Terms out of the contract's form, as `@hurong/finance` takes them. */
export const termsFromChain = (terms: ChainTerms): FullTerms => ({
  ...terms,
  annualRate: BigInt(terms.annualRate),
  lateRate: BigInt(terms.lateRate),
  originationFee: BigInt(terms.originationFee),
  method: nameOf(METHODS, terms.method, 'Method'),
  unit: nameOf(UNITS, terms.unit, 'Unit'),
})
