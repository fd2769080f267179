import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** How many participants there are; their ids run from 1. */
export const readParticipantCount = (context: ReadContext) =>
  read(context, 'participants', 'participantCount', [])
