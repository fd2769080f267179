import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Ids of the loans of a participant that are not over. */
export const readLiveLoans = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'loans', 'liveLoansOf', [participantId])
