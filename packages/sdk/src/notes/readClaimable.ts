import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Cash a holder would get for a series now, base units, rounded down. */
export const readClaimable = (
  context: ReadContext,
  { seriesId, holder }: { seriesId: bigint; holder: `0x${string}` },
) => read(context, 'notes', 'claimable', [seriesId, holder])
