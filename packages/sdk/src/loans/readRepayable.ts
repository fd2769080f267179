import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** What `repay` takes at most at `time`, base units. */
export const readRepayable = (context: ReadContext, { loanId, time }: { loanId: bigint; time: bigint }) =>
  read(context, 'loans', 'repayable', [loanId, time])
