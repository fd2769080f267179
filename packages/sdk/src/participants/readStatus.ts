import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** 1 active, 2 frozen, 0 unknown. */
export const readStatus = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'participants', 'statusOf', [participantId])
