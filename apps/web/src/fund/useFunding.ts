import type { Currency, LoanSummary } from '@hurong/sdk/api'
import { useTransaction } from '../chain/useTransaction.ts'

/** Seconds a signed permission is good for. */
export const permissionSeconds = 600

/**
 * Sends a funding: with a signed permission for exactly the amount where the currency takes one, else with an approval
 * of exactly the amount before it.
 */
export function useFunding(loan: Pick<LoanSummary, 'loanId'>, currency: Currency) {
  const { state, run, reset } = useTransaction()
  const loanId = BigInt(loan.loanId)
  const address = currency.address as `0x${string}`
  const fund = (amount: bigint, now: number, permit: boolean) =>
    permit
      ? run((hurong) =>
          hurong.loans.fundWithPermit({ loanId, amount, deadline: BigInt(now + permissionSeconds) }),
        )
      : run(
          (hurong) => hurong.currency.approve({ currency: address, amount }),
          (hurong) => hurong.loans.fund({ loanId, amount }),
        )
  return { state, fund, reset }
}
