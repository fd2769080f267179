import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Participant id of a wallet that may do new business now; throws the contract's reason otherwise. */
export const requireActive = (context: ReadContext, { wallet }: { wallet: `0x${string}` }) =>
  read(context, 'participants', 'requireActive', [wallet])
