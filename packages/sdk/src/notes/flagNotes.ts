import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/** Holdings that are flagged in one transaction: they take some 8,000 gas each, so as many fit well into a block. */
export const NOTES_FLAGGED_AT_ONCE = 200

/**
 * Flags what somebody who is frozen holds of these series, at most 256, so that what is claimed of it is held. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const flagNotes = (
  context: HurongContext,
  { holder, seriesIds }: { holder: `0x${string}`; seriesIds: readonly bigint[] },
) => send(context, 'notes', 'flagNotes', [holder, seriesIds])
