import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Accepts a partial raise of at least the least share; closes it to new money. Borrower only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const closeFunding = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'closeFunding', [loanId])
