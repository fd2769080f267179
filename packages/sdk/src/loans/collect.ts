import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Takes what is due from the borrower's wallet, as far as its balance and allowance go. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const collect = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'collect', [loanId])
