import type { LoanSummary } from '@hurong/sdk/api'
import { useQuery } from '@tanstack/react-query'
import { platformQuery } from '../api/queries.ts'
import { bySignature, permissionUntil } from '../chain/permission.ts'
import { usePermissionKind } from '../chain/usePermissionKind.ts'
import { type Step, useTransaction } from '../chain/useTransaction.ts'

export type Paying = ReturnType<typeof usePaying>

/** Sends what a borrower does with one loan; payments with exactly the permission they need. */
export function usePaying(loan: Pick<LoanSummary, 'loanId' | 'currency'>) {
  const { state, run, reset } = useTransaction()
  const { data: platform } = useQuery(platformQuery)
  const loanId = BigInt(loan.loanId)
  const currency = loan.currency as `0x${string}`
  const local = platform?.local ?? false
  const kind = usePermissionKind(loan.currency)
  const allowing =
    (amount: bigint): Step =>
    (hurong) =>
      hurong.currency.approve({ currency, amount })
  return {
    state,
    reset,
    /** @param allowed What the contract may take already, base units. */
    repay: (amount: bigint, allowed: bigint) => {
      if (allowed >= amount) return run((hurong) => hurong.loans.repay({ loanId, amount }))
      const payment: Step = (hurong) => hurong.loans.repay({ loanId, amount })
      const signed: Step = async (hurong) =>
        hurong.loans.repayWithPermit({ loanId, amount, deadline: await permissionUntil(hurong, local) })
      return kind === 'signed'
        ? run(bySignature(signed, { permission: allowing(amount), payment }))
        : run(allowing(amount), payment)
    },
    prepay: (amount: bigint, choice: 'shorterTerm' | 'smallerInstalment', allowed: bigint) => {
      const paying: Step = (hurong) => hurong.loans.prepay({ loanId, amount, choice })
      return allowed >= amount ? run(paying) : run(allowing(amount), paying)
    },
    payOff: (greatestAmount: bigint, allowed: bigint) => {
      const paying: Step = (hurong) => hurong.loans.payOff({ loanId, greatestAmount })
      // A repayment by permit would do in one step, but one that falls short is taken as a part and not refused.
      return allowed >= greatestAmount ? run(paying) : run(allowing(greatestAmount), paying)
    },
    autoRepay: (on: boolean, allowance: bigint, allowed: bigint) => {
      const switching: Step = (hurong) => hurong.loans.setAutoRepay({ loanId, on })
      return on && allowed < allowance ? run(allowing(allowance), switching) : run(switching)
    },
    draw: () => run((hurong) => hurong.loans.draw({ loanId })),
    cancel: () => run((hurong) => hurong.loans.cancel({ loanId })),
    closeFunding: () => run((hurong) => hurong.loans.closeFunding({ loanId })),
  }
}
