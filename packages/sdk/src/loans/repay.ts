import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Pays what is due and the instalment of the running period, from the caller's allowance to `loans`; more than that is not taken. After default it is a recovery. Amount in base units.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const repay = (context: HurongContext, { loanId, amount }: { loanId: bigint; amount: bigint }) =>
  send(context, 'loans', 'repay', [loanId, amount])
