import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'

/**
 * Writes a defaulted loan off; recoveries still count. Anyone.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const writeOff = (context: HurongContext, { loanId }: { loanId: bigint }) =>
  send(context, 'loans', 'writeOff', [loanId])
