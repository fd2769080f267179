import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** From when anyone may declare default, seconds since 1970. */
export const readDefaultableFrom = (context: ReadContext, { loanId }: { loanId: bigint }) =>
  read(context, 'loans', 'defaultableFrom', [loanId])
