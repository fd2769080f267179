import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** What `collect` may take at `time`, base units. */
export const readDue = (context: ReadContext, { loanId, time }: { loanId: bigint; time: bigint }) =>
  read(context, 'loans', 'dueNow', [loanId, time])
