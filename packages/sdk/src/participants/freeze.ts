import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { NOTES_FLAGGED_AT_ONCE } from '../notes/index.ts'
import { firstOf, type HoldingsOf, readUnflagged } from './readUnflagged.ts'

/**
 * Freezes a participant; the reason itself is kept off the chain. Verifier only. Cash claimed of what is named is held for its owner
 * from this transaction on; keepers flag what is left.
 * @param holdings What to name; if left out, what the participant holds, the first 200.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const freeze = async (
  context: HurongContext,
  {
    participantId,
    reasonHash,
    holdings,
  }: { participantId: number; reasonHash: `0x${string}`; holdings?: readonly HoldingsOf[] },
) => {
  const named = holdings ?? firstOf(await readUnflagged(context, { participantId }), NOTES_FLAGGED_AT_ONCE)
  return send(context, 'participants', 'freeze', [participantId, reasonHash, named])
}
