import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** A participant's wallets. */
export const readWallets = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'participants', 'walletsOf', [participantId])
