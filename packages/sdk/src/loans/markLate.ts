import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Puts on record that a loan is past its grace days. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const markLate = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'markLate', [loanId])
