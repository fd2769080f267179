import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Cash of an account held in `Notes`, base units. */
export const readHeldCash = (
  context: ReadContext,
  { currency, account }: { currency: `0x${string}`; account: `0x${string}` },
) => read(context, 'notes', 'heldCash', [currency, account])
