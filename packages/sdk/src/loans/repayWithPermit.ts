import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { signPermit } from '../currency/permit.ts'
import { unpackSeriesId } from '../notes/seriesId.ts'

/**
 * Repays with a signature in place of an approval; amount in base units. See `repay`.
 * @throws HurongError before anything is sent, if the contract would refuse it or the wallet declined.
 */
export const repayWithPermit = async (
  context: HurongContext,
  { loanId, amount, deadline }: { loanId: bigint; amount: bigint; deadline?: bigint },
) => {
  const { currency } = unpackSeriesId(loanId)
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
