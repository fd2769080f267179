import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Lets anyone collect what is due from the borrower's allowance, or no longer. Borrower only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setAutoRepay = (context: HurongContext, { loanId, on }: { loanId: bigint; on: boolean }) =>
  send(context, 'loans', 'setAutoRepay', [loanId, on])
