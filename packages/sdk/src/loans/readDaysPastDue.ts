import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Whole days since the oldest unpaid due date at `time`. */
export const readDaysPastDue = (context: ReadContext, { loanId, time }: { loanId: bigint; time: bigint }) =>
  read(context, 'loans', 'daysPastDue', [loanId, time])
