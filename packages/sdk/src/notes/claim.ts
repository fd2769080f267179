import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Pays out all that `holder` can claim on these series, most cheaply with ids of one currency next to each other. Anyone may call; the cash goes to the holder.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const claim = (
  context: HurongContext,
  { seriesIds, holder }: { seriesIds: readonly bigint[]; holder: `0x${string}` },
) => send(context, 'notes', 'claim', [seriesIds, holder])
