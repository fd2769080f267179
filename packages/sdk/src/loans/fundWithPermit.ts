import type { Address } from 'viem'
import type { HurongContext } from '../client/context.ts'
import { requireAccount } from '../client/context.ts'
import { send } from '../client/send.ts'
import { together } from '../client/together.ts'
import { approve } from '../currency/approve.ts'
import { signPermit } from '../currency/permit.ts'
import { unpackSeriesId } from '../notes/seriesId.ts'
import { fund } from './fund.ts'

/**
 * Funds a loan with a signature in place of an approval; amount in base units. The wallet is asked to sign a permit of
 * `permitAmount` (by default the amount) and then to send. An account that makes several calls as one approves in the same.
 * @throws HurongError before anything is sent, if the contract would refuse it or the wallet declined.
 */
export const fundWithPermit = async (
  context: HurongContext,
  {
    loanId,
    amount,
    holder,
    permitAmount = amount,
    deadline,
  }: {
    loanId: bigint
    amount: bigint
    holder?: Address | undefined
    permitAmount?: bigint
    deadline?: bigint
  },
) => {
  const account = requireAccount(context)
  const { currency } = unpackSeriesId(loanId)
  if (context.sender)
    return together(context, async (gathering) => {
      await approve(gathering, { currency, amount: permitAmount })
      await fund(gathering, { loanId, amount, holder })
    })
  const permit = await signPermit(context, { currency, amount: permitAmount, deadline })
  return send(context, 'loans', 'fundWithPermit', [
    loanId,
    amount,
    holder ?? account.address,
    permitAmount,
    permit.deadline,
    permit.v,
    permit.r,
    permit.s,
  ])
}
