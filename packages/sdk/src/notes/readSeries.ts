import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Supply, released and paid in of a series, base units. */
export const readSeries = (context: ReadContext, { seriesId }: { seriesId: bigint }) =>
  read(context, 'notes', 'series', [seriesId])
