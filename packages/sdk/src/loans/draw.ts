import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Takes the money raised, less the fee, to the loan's wallet; the clock starts. Borrower only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const draw = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'draw', [loanId])
