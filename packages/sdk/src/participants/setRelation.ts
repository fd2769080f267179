import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Declares two participants related, or no longer: they cannot fund each other. Verifier only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setRelation = (
  context: HurongContext,
  { participantId, relatedId, related }: { participantId: number; relatedId: number; related: boolean },
) => send(context, 'participants', 'setRelation', [participantId, relatedId, related])
