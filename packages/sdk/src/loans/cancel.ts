import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Calls the raise off before the draw; lenders claim their money back. Borrower only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const cancel = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'cancel', [loanId])
