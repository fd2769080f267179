import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Takes a wallet off the caller's participant; the last one stays.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const removeWallet = (context: HurongContext, { wallet }: { wallet: `0x${string}` }) =>
  send(context, 'participants', 'removeWallet', [wallet])
