import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Ids of a participant's drawn loans, oldest first. */
export const readLoansOf = (
  context: ReadContext,
  { participantId, offset, limit }: { participantId: number; offset: bigint; limit: bigint },
) => read(context, 'creditRecord', 'loansOf', [participantId, offset, limit])
