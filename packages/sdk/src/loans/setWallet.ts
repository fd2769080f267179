import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Moves the loan to another wallet of the same participant. Borrower only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setWallet = (
  context: HurongContext,
  { loanId, wallet }: { loanId: bigint; wallet: `0x${string}` },
) => send(context, 'loans', 'setWallet', [loanId, wallet])
