import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { together } from '../client/together.ts'
import { approve } from '../currency/approve.ts'
import { signPermit } from '../currency/permit.ts'
import { unpackSeriesId } from '../notes/seriesId.ts'
import { repay } from './repay.ts'

/**
 * Repays with a signature in place of an approval; amount in base units. An account that makes several calls as one approves
 * in the same. See `repay`.
 * @throws HurongError before anything is sent, if the contract would refuse it or the wallet declined.
 */
export const repayWithPermit = async (
  context: HurongContext,
  { loanId, amount, deadline }: { loanId: bigint; amount: bigint; deadline?: bigint },
) => {
  const { currency } = unpackSeriesId(loanId)
  if (context.sender)
    return together(context, async (gathering) => {
      await approve(gathering, { currency, amount })
      await repay(gathering, { loanId, amount })
    })
  const permit = await signPermit(context, { currency, amount, deadline })
  return send(context, 'loans', 'repayWithPermit', [
    loanId,
    amount,
    amount,
    permit.deadline,
    permit.v,
    permit.r,
    permit.s,
  ])
}
