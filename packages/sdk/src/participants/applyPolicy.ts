import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Brings the limits of their policies, as they stand now, to participants who were verified under an earlier version. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const applyPolicy = (
  context: HurongContext,
  { participantIds }: { participantIds: readonly number[] },
) => send(context, 'participants', 'applyPolicy', [participantIds])
