import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import type { Claims } from './claims.ts'

/**
 * Replaces what is verified about a participant. Verifier only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const setClaims = (
  context: HurongContext,
  { participantId, claims }: { participantId: number; claims: Claims },
) => send(context, 'participants', 'setClaims', [participantId, claims])
