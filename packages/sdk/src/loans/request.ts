import { type Hex, zeroHash } from 'viem'
import type { Purpose } from '../api/types.ts'
import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { METHODS, type Method, type PeriodUnit, purposeCode, UNITS } from './codes.ts'

/** What a borrower asks for: principal in base units, rate in millionths a year, deadline in seconds since 1970. */
export interface LoanRequest {
  readonly productId: number
  readonly principal: bigint
  readonly annualRate: number
  readonly method: Method
  readonly unit: PeriodUnit
  readonly interval: number
  readonly count: number
  readonly interestOnlyCount?: number
  readonly purpose: Purpose
  readonly fundingDeadline: number
  readonly autoRepay: boolean
  /** Hashes of the terms' text; see `termsTextOf`. */
  readonly zhHash: Hex
  readonly enHash: Hex
  /** The terms agreed to, see `termsTextHashes`; without it whatever product and fees say when the request is mined. */
  readonly termsHash?: Hex
}

/** The contract's form of a request. */
export const requestToChain = (asked: LoanRequest) => ({
  ...asked,
  method: METHODS.indexOf(asked.method),
  unit: UNITS.indexOf(asked.unit),
  interestOnlyCount: asked.interestOnlyCount ?? 0,
  purpose: purposeCode(asked.purpose),
  termsHash: asked.termsHash ?? zeroHash,
})

/**
 * Asks for a loan; it is open to funding at once and the caller's wallet receives the draw. `result` is the loan's id.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const request = (context: HurongContext, asked: LoanRequest) =>
  send(context, 'loans', 'request', [requestToChain(asked)])
