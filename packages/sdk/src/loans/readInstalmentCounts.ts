import type { ReadContext } from '../client/context.ts'
import { read } from '../client/read.ts'

/** Instalments of a loan so far, on time and late by bucket. */
export const readInstalmentCounts = (context: ReadContext, { loanId }: { loanId: bigint }) =>
  read(context, 'loans', 'instalmentsOf', [loanId])
