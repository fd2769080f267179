import type { Address } from 'viem'
import { type Method, methodsMask, methodsOfMask } from './codes.ts'

/** What loans of a product may be. Amounts in base units, rates in millionths a year, periods in seconds, days in days. */
export interface LoanProduct {
  readonly currency: Address
  readonly open: boolean
  readonly methods: readonly Method[]
  /** Whether a request must quote an assessment, see `requestAssessed`. */
  readonly assessed: boolean
  readonly leastPrincipal: bigint
  readonly greatestPrincipal: bigint
  readonly leastTicket: bigint
  readonly leastTermDays: number
  readonly greatestTermDays: number
  readonly greatestRate: number
  readonly lateRate: number
  readonly graceDays: number
  readonly defaultDays: number
  readonly writeOffDays: number
  readonly reflectionPeriod: number
  readonly fundingPeriod: number
  readonly drawPeriod: number
  /** Millionths of the principal. */
  readonly leastShare: number
}

/** The contract's form of a product. */
export const productToChain = (product: LoanProduct) => ({
  ...product,
  methods: methodsMask(product.methods),
})
/** A product out of the contract's form. */
export const productFromChain = (product: ReturnType<typeof productToChain>): LoanProduct => ({
  ...product,
  currency: product.currency.toLowerCase() as Address,
  methods: methodsOfMask(product.methods),
})
