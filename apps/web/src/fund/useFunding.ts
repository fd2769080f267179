import type { Currency, LoanSummary } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../api/queries.ts'
import { permissionUntil } from '../chain/permission.ts'
import { useTransaction } from '../chain/useTransaction.ts'

/**
 * Sends a funding: with a signed permission for exactly the amount where the currency takes one, else with an approval
 * of exactly the amount before it.
 */
export function useFunding(loan: Pick<LoanSummary, 'loanId'>, currency: Currency) {
  const { state, run, reset } = useTransaction()
  const { data: platform } = useQuery(platformQuery)
  const loanId = BigInt(loan.loanId)
  const address = currency.address as `0x${string}`
  const local = platform?.local ?? false
  const fund = (amount: bigint, permit: boolean) =>
    permit
      ? run(async (hurong) =>
          hurong.loans.fundWithPermit({ loanId, amount, deadline: await permissionUntil(hurong, local) }),
        )
      : run(
          (hurong) => hurong.currency.approve({ currency: address, amount }),
          (hurong) => hurong.loans.fund({ loanId, amount }),
        )
  return { state, fund, reset }
}
