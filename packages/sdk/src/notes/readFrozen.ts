import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Whether the participant of a wallet, or of one that was removed, is frozen: then its cash stays in `Notes`. */
export const readFrozen = (context: ReadContext, { account }: { account: `0x${string}` }) =>
  read(context, 'notes', 'isFrozen', [account])
