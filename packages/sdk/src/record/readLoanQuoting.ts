import type { Hex } from 'viem'
import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Id of the loan that quoted an assessment, see `hashAssessment`; 0 if none did. */
export const readLoanQuoting = (context: ReadContext, { assessmentHash }: { assessmentHash: Hex }) =>
  read(context, 'creditRecord', 'loanQuoting', [assessmentHash])
