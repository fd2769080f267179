import type { Address, Hex } from 'viem'
import type { Purpose } from '../api/types.ts'
import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'
import { loanNumberOf, unpackSeriesId } from '../notes/seriesId.ts'
import { type ContractLoanStatus, nameOf, purposeOf, STATUSES } from './codes.ts'
import { type FullTerms, termsFromChain } from './terms.ts'

/** What a loan's contract stores of its progress; see docs/loan-arithmetic.md. */
export interface ChainPosition {
  readonly status: ContractLoanStatus
  readonly markedLate: boolean
  readonly outstandingPrincipal: bigint
  readonly instalment: bigint
  readonly nextInstalment: number
  readonly interestPaid: bigint
  readonly principalPaid: bigint
  readonly accrualStart: number
  readonly lateInterestOwed: bigint
  readonly lateAccruedUntil: number
  readonly interestOwed: bigint
  readonly drawnAt: number
  readonly defaultedAt: number
}

/** A loan as the chain has it. */
export interface Loan {
  readonly loanId: bigint
  readonly number: number
  readonly currency: Address
  readonly borrowerId: number
  readonly wallet: Address
  readonly productId: number
  readonly purpose: Purpose
  readonly autoRepay: boolean
  readonly fundingDeadline: number
  /** 0 while open. */
  readonly closedAt: number
  readonly termsHash: Hex
  readonly terms: FullTerms
  readonly position: ChainPosition
}

/** A loan's terms and position. @throws HurongError `LoanUnknown` if there is none. */
export const readLoan = async (
  context: ReadContext,
  { loanId, at }: { loanId: bigint; at?: bigint | undefined },
): Promise<Loan> => {
  const loan = await read(context, 'loans', 'loan', [loanId], at)
  return {
    ...loan,
    loanId,
    number: loanNumberOf(loanId),
    currency: unpackSeriesId(loanId).currency,
    wallet: loan.wallet.toLowerCase() as Address,
    purpose: purposeOf(loan.purpose),
    terms: termsFromChain(loan.terms),
    position: { ...loan.position, status: nameOf(STATUSES, loan.position.status, 'Status') },
  }
}
