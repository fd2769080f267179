import type { LoanPosition, LoanTerms } from '@hurong/finance'
import type { Currency, LoanDetail } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { useChainTime, useCurrency } from '../api/useCurrency.ts'
import { allowanceQuery, balanceQuery } from '../chain/chainQuery.ts'
import { financePositionOf, financeTermsOf } from '../loans/forFinance.ts'

/** A running loan as every part of its card needs it. */
export interface Running {
  readonly loan: LoanDetail
  readonly terms: LoanTerms
  readonly position: LoanPosition
  readonly now: number
  readonly currency: Currency
  readonly account: string
  /** Undefined until read. */
  readonly balance: bigint | undefined
  readonly allowed: bigint
}

/** Null before the draw. */
export function useRunning(loan: LoanDetail, account: string): Running | null {
  const now = useChainTime()
  const currency = useCurrency(loan.currency)
  const { data: balance } = useQuery(balanceQuery(loan.currency, account))
  const { data: allowed } = useQuery(allowanceQuery(loan.currency, account))
  const position = financePositionOf(loan)
  if (!position) return null
  const terms = financeTermsOf(loan.terms)
  return { loan, terms, position, now, currency, account, balance, allowed: allowed ?? 0n }
}
