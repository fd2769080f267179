import type { Address } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { requireAccount } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Funds a loan from the caller's allowance to `loans`; amount in base units. The notes go to `holder`, by default the caller.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const fund = (
  context: HurongContext,
  { loanId, amount, holder }: { loanId: bigint; amount: bigint; holder?: Address | undefined },
) => send(context, 'loans', 'fund', [loanId, amount, holder ?? requireAccount(context).address])
