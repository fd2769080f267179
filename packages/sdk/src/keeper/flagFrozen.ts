import type { HurongContext } from '../client/index.ts'
import { type HurongError, toHurongError } from '../errors/index.ts'
import { flagNotes, NOTES_FLAGGED_AT_ONCE } from '../notes/index.ts'
import { readUnflagged } from '../participants/index.ts'
import type { FreezeWatch } from './watchFreezes.ts'

/**
 * Flags what was not named when somebody was frozen, many holdings in one transaction. What the contract refuses is over: they
 * are free again.
 * @returns What failed; it is tried again in the next round.
 */
export const flagFrozen = async (
  context: HurongContext,
  freezes: FreezeWatch,
  signal: AbortSignal | undefined,
): Promise<HurongError[]> => {
  const failed: HurongError[] = []
  for (const participantId of freezes.open()) {
    try {
      for (const { holder, ids } of await readUnflagged(context, { participantId }))
        for (let start = 0; start < ids.length; start += NOTES_FLAGGED_AT_ONCE) {
          if (signal?.aborted) return failed
          const seriesIds = ids.slice(start, start + NOTES_FLAGGED_AT_ONCE)
          await (await flagNotes(context, { holder, seriesIds })).wait()
        }
      freezes.close(participantId)
    } catch (error) {
      const reason = toHurongError(error)
      if (reason.kind === 'contract') freezes.close(participantId)
      else failed.push(reason)
    }
  }
  return failed
}
