import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Gives notes to another participant's wallet; unclaimed cash of both stays theirs. Amount in notes.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const transfer = (
  context: HurongContext,
  { receiver, seriesId, amount }: { receiver: `0x${string}`; seriesId: bigint; amount: bigint },
) => send(context, 'notes', 'transfer', [receiver, seriesId, amount])
