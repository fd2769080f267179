import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Lifts a freeze; the reason itself is kept off the chain. Verifier only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const unfreeze = (
  context: HurongContext,
  { participantId, reasonHash }: { participantId: number; reasonHash: `0x${string}` },
) => send(context, 'participants', 'unfreeze', [participantId, reasonHash])
