import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Moves notes of `sender` within the caller's allowance or as their operator.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const transferFrom = (
  context: HurongContext,
  {
    sender,
    receiver,
    seriesId,
    amount,
  }: { sender: `0x${string}`; receiver: `0x${string}`; seriesId: bigint; amount: bigint },
) => send(context, 'notes', 'transferFrom', [sender, receiver, seriesId, amount])
