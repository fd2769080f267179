import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Whether two participants are declared related. */
export const readRelated = (
  context: ReadContext,
  { participantId, otherId }: { participantId: number; otherId: number },
) => read(context, 'participants', 'areRelated', [participantId, otherId])
