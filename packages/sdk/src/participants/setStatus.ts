import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Freezes or unfreezes a participant; the reason itself is kept off the chain. Verifier only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setStatus = (
  context: HurongContext,
  { participantId, status, reasonHash }: { participantId: number; status: number; reasonHash: `0x${string}` },
) => send(context, 'participants', 'setStatus', [participantId, status, reasonHash])
