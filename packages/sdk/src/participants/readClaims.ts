import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** What is verified about a participant; no personal data. */
export const readClaims = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'participants', 'claimsOf', [participantId])
