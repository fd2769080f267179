import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Allows `spender` to move so many of the caller's notes of one series.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const approveNotes = (
  context: HurongContext,
  { spender, seriesId, amount }: { spender: `0x${string}`; seriesId: bigint; amount: bigint },
) => send(context, 'notes', 'approve', [spender, seriesId, amount])
