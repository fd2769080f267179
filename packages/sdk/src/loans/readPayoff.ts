import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** What settles the whole loan at `time` (not before its last change), base units. */
export const readPayoff = (context: ReadContext, { loanId, time }: { loanId: bigint; time: bigint }) =>
  read(context, 'loans', 'payoff', [loanId, time])
