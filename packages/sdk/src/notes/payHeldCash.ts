import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Pays cash that was held (frozen, or its transfer failed) to its owner. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const payHeldCash = (
  context: HurongContext,
  { currency, account }: { currency: `0x${string}`; account: `0x${string}` },
) => send(context, 'notes', 'payHeldCash', [currency, account])
