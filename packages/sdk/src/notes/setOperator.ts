import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Allows `spender` to move all of the caller's notes, or no longer.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setOperator = (
  context: HurongContext,
  { spender, approved }: { spender: `0x${string}`; approved: boolean },
) => send(context, 'notes', 'setOperator', [spender, approved])
