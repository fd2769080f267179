import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Issue time of a participant's newest assessment on the record, seconds since 1970; older ones serve no more. 0 if there is none. */
export const readNewestIssuedAt = async (
  context: ReadContext,
  { participantId }: { participantId: number },
): Promise<number> => Number(await read(context, 'creditRecord', 'newestIssuedAt', [participantId]))
