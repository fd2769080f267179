import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** A participant's public record, running loans included. */
export const readRecord = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'creditRecord', 'recordOf', [participantId])
