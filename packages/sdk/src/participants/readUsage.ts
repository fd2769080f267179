import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Whole units subscribed within twelve months, and the cap (0 is none). */
export const readUsage = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'participants', 'usageOf', [participantId])
