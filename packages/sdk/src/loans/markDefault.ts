import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Declares default when the product's default days are over; all principal falls due. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const markDefault = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'markDefault', [loanId])
