import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** How many loans a participant has drawn. */
export const readLoanCountOf = (context: ReadContext, { participantId }: { participantId: number }) =>
  read(context, 'creditRecord', 'loanCountOf', [participantId])
