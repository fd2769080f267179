import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Flags what somebody who is frozen holds of these series, at most 256, so that what is claimed of it is held. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const flagNotes = (
  context: HurongContext,
  { holder, seriesIds }: { holder: `0x${string}`; seriesIds: readonly bigint[] },
) => send(context, 'notes', 'flagNotes', [holder, seriesIds])
