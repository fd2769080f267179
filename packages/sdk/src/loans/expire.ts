import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Cancels a raise not filled by its deadline, or not drawn in time. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const expire = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'expire', [loanId])
