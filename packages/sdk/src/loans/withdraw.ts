import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Takes the caller's subscription back within the reflection period; amount in base units.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const withdraw = (context: HurongContext, { loanId, amount }: { loanId: bigint; amount: bigint }) =>
  send(context, 'loans', 'withdraw', [loanId, amount])
