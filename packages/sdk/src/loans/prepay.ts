import type { HurongContext } from '../client/context.ts'
import { send } from '../client/send.ts'
import { PREPAYMENTS, type Prepayment } from './codes.ts'

/**
 * Pays ahead of schedule: what is due, interest to the second, then principal; amount in base units. Borrower only.
 * @throws HurongError before anything is sent, if the contract would refuse it.
 */
export const prepay = (
  context: HurongContext,
  { loanId, amount, choice }: { loanId: bigint; amount: bigint; choice: Prepayment },
) => send(context, 'loans', 'prepay', [loanId, amount, PREPAYMENTS.indexOf(choice)])
