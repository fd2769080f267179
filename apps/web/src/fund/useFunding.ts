import type { Currency, LoanSummary } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../api/queries.ts'
import { bySignature, permissionUntil } from '../chain/permission.ts'
import type { PermissionKind } from '../chain/usePermissionKind.ts'
import { type Step, useTransaction } from '../chain/useTransaction.ts'

/** Takes out first what loans have ready, where that is needed for the amount. */
const claimOf = (seriesIds: readonly bigint[], holder: `0x${string}`): readonly Step[] =>
  seriesIds.length === 0 ? [] : [(hurong) => hurong.notes.claim({ seriesIds, holder })]

/**
 * Sends a funding: with a signed permission for exactly the amount where the currency and the account take one, else with an
 * approval of exactly the amount before it.
 * @param claims The series whose cash the amount needs; none where the balance is enough.
 */
export function useFunding(
  loan: Pick<LoanSummary, 'loanId'>,
  currency: Currency,
  claims: { readonly seriesIds: readonly bigint[]; readonly holder: string },
) {
  const { state, run, reset } = useTransaction()
  const { data: platform } = useQuery(platformQuery)
  const loanId = BigInt(loan.loanId)
  const address = currency.address as `0x${string}`
  const local = platform?.local ?? false
  const claim = claimOf(claims.seriesIds, claims.holder as `0x${string}`)
  const fund = (amount: bigint, kind: PermissionKind) => {
    const permission: Step = (hurong) => hurong.currency.approve({ currency: address, amount })
    const payment: Step = (hurong) => hurong.loans.fund({ loanId, amount })
    const signed: Step = async (hurong) =>
      hurong.loans.fundWithPermit({ loanId, amount, deadline: await permissionUntil(hurong, local) })
    return kind === 'signed'
      ? run(...claim, bySignature(signed, { permission, payment }))
      : run(...claim, permission, payment)
  }
  return { state, fund, reset }
}
