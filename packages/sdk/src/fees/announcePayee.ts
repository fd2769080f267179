import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Announces who receives fees, after the notice period. Operator only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const announcePayee = (context: HurongContext, { payee }: { payee: `0x${string}` }) =>
  send(context, 'fees', 'announcePayee', [payee])
