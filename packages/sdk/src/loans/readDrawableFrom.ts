import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** From when the borrower may draw, seconds since 1970. */
export const readDrawableFrom = (context: ReadContext, { loanId }: { loanId: bigint }) =>
  read(context, 'loans', 'drawableFrom', [loanId])
