import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Whether the freeze of an account has been brought to `Notes`. */
export const readFrozen = (context: ReadContext, { account }: { account: `0x${string}` }) =>
  read(context, 'notes', 'isFrozen', [account])
