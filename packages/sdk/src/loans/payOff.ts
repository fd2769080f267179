import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Pays the whole loan off; refused if that needs more than `greatestAmount` base units.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const payOff = (
  context: HurongContext,
  { loanId, greatestAmount }: { loanId: bigint; greatestAmount: bigint },
) => send(context, 'loans', 'payOff', [loanId, greatestAmount])
