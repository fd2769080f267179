import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Brings the freeze of a participant, as `Participants` tells it, to one of its wallets. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const syncFreeze = (context: HurongContext, { account }: { account: `0x${string}` }) =>
  send(context, 'notes', 'syncFreeze', [account])
