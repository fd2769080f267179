import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** When instalment `index` (from 1; 0 is the draw) is due, seconds since 1970. */
export const readDueDate = (context: ReadContext, { loanId, index }: { loanId: bigint; index: bigint }) =>
  read(context, 'loans', 'dueAt', [loanId, index])
