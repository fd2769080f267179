import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Participant id of a wallet; 0 if it belongs to nobody. */
export const readParticipantOf = (context: ReadContext, { wallet }: { wallet: `0x${string}` }) =>
  read(context, 'participants', 'participantOf', [wallet])
