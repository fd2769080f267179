import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** 0 running, 1 repaid, 2 defaulted, 3 recovered, 4 written off. */
export const readOutcome = (context: ReadContext, { loanId }: { loanId: bigint }) =>
  read(context, 'creditRecord', 'outcomeOf', [loanId])
