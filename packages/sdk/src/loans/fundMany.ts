import type { Address } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { requireAccount } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Funds many loans of one currency with one movement of cash; amounts in base units, one per loan.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const fundMany = (
  context: HurongContext,
  {
    loanIds,
    amounts,
    holder,
  }: { loanIds: readonly bigint[]; amounts: readonly bigint[]; holder?: Address | undefined },
) => send(context, 'loans', 'fundMany', [loanIds, amounts, holder ?? requireAccount(context).address])
