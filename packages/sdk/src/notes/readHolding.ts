import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** What a holder has of a series. */
export const readHolding = (
  context: ReadContext,
  { seriesId, holder }: { seriesId: bigint; holder: `0x${string}` },
) => read(context, 'notes', 'holding', [seriesId, holder])
