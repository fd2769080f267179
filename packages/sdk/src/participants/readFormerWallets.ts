import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Wallets a participant has removed. What they hold counts as theirs; nobody else can add them. */
export const readFormerWallets = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'participants', 'formerWalletsOf', [participantId])
